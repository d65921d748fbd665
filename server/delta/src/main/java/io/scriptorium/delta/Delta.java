package io.scriptorium.delta;

import java.util.List;

/**
 * A change to a rich-text document, or a document (a delta of inserts alone): Quill's Delta, with
 * quill-delta 5.1.0's functions, result for result. Immutable; safe for use by any thread.
 *
 * <p>A delta holds its ops exactly as they were given, in canonical form or not: where an edit
 * inserts and deletes at one place, the order in which it says so decides how quill-delta rebases
 * it, and a client that keeps its pending edit in that order must end where the server ends. What
 * the functions of this class return is always canonical: neighbours of one kind and equal
 * attributes are one op, an insert stands before a delete at the same place, and (but for
 * documents) no plain retain comes last.
 */
public final class Delta {
  /** The change that changes nothing. */
  public static final Delta EMPTY = new Delta(List.of());

  private final List<Op> ops;

  private Delta(List<Op> ops) {
    this.ops = ops;
  }

  /** The delta of these ops, in this order. */
  public static Delta of(List<Op> ops) {
    return ops.isEmpty() ? EMPTY : new Delta(List.copyOf(ops));
  }

  /** The delta of these ops, in this order. */
  public static Delta of(Op... ops) {
    return of(List.of(ops));
  }

  /** The ops, in order; unmodifiable. */
  public List<Op> ops() {
    return ops;
  }

  /** Whether there is no op at all. */
  public boolean isEmpty() {
    return ops.isEmpty();
  }

  /** How many code units the ops span together: for a document, its length. */
  public long length() {
    throw new UnsupportedOperationException();
  }

  /** How many code units of the text before this delta reads: its retains and deletes. */
  public long baseLength() {
    throw new UnsupportedOperationException();
  }

  /** How the text's length changes: inserts minus deletes. */
  public long changeLength() {
    throw new UnsupportedOperationException();
  }

  /** Whether any op deletes. */
  public boolean deletes() {
    throw new UnsupportedOperationException();
  }

  /**
   * This change, then the other, as one: {@code d.compose(a).compose(b)} is {@code
   * d.compose(a.compose(b))}.
   */
  public Delta compose(Delta other) {
    throw new UnsupportedOperationException();
  }

  /**
   * The other change, made concurrently with this one, as it applies after this one: {@code
   * a.compose(a.transform(b, FIRST))} equals {@code b.compose(b.transform(a, SECOND))}.
   */
  public Delta transform(Delta other, Priority priority) {
    throw new UnsupportedOperationException();
  }

  /**
   * Where a position in the text before this change is after it. With {@link Priority#SECOND} an
   * insert right at the position moves it, with {@link Priority#FIRST} the position stays in front:
   * quill-delta's {@code transformPosition(index, priority)}, whose sense is the opposite of {@code
   * transform}'s.
   */
  public int transformPosition(int position, Priority priority) {
    throw new UnsupportedOperationException();
  }

  /** What undoes this change: {@code base.compose(a).compose(a.invert(base))} equals base. */
  public Delta invert(Delta base) {
    throw new UnsupportedOperationException();
  }

  /** The change from this document to the other. */
  public Delta diff(Delta other) {
    throw new UnsupportedOperationException();
  }

  /** This delta's ops, then the other's, joined where they meet. */
  public Delta concat(Delta other) {
    throw new UnsupportedOperationException();
  }

  /** The part from {@code start} (inclusive) to {@code end} (exclusive), in code units. */
  public Delta slice(int start, int end) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Delta that && ops.equals(that.ops);
  }

  @Override
  public int hashCode() {
    return ops.hashCode();
  }

  @Override
  public String toString() {
    return ops.toString();
  }
}
