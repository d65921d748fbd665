package io.scriptorium.delta;

/**
 * A whole document as a persistent balanced tree: immutable, structure-sharing, safe for use by any
 * thread. Applying a change of k ops to a document of n runs costs O(k log n), and the version
 * before stays as it was at no cost.
 *
 * <p>Lengths and positions count UTF-16 code units, an embed counts 1. A document always ends in a
 * newline and never holds half a surrogate pair.
 */
public final class RichText {
  private RichText() {}

  /** The new document: a newline, nothing else. */
  public static RichText empty() {
    throw new UnsupportedOperationException();
  }

  /**
   * The document that this delta of inserts spells.
   *
   * @throws MisfitException if it holds anything but inserts, or breaks a rule of documents
   */
  public static RichText of(Delta document) {
    throw new UnsupportedOperationException();
  }

  /** In code units; at least 1. */
  public int length() {
    throw new UnsupportedOperationException();
  }

  /**
   * The document after this change; this one stays as it is.
   *
   * @throws MisfitException if the change does not fit
   */
  public RichText apply(Delta change) {
    throw new UnsupportedOperationException();
  }

  /** The whole as a delta of inserts, in canonical form. */
  public Delta toDelta() {
    throw new UnsupportedOperationException();
  }

  /** The part from {@code start} (inclusive) to {@code end} (exclusive), as a delta of inserts. */
  public Delta slice(int start, int end) {
    throw new UnsupportedOperationException();
  }

  /** The text alone, each embed as U+FFFC (object replacement character). */
  public String text() {
    throw new UnsupportedOperationException();
  }

  /**
   * A 64-bit hash of the content, the same for equal documents however they came about; O(1). For
   * noticing divergence, not against forgery.
   */
  public long hash() {
    throw new UnsupportedOperationException();
  }
}
