package io.scriptorium.delta;

/**
 * A change that does not fit the document it was to be applied to: it reaches past the end, leaves
 * a document that does not end in a newline, or leaves half a surrogate pair. The message says
 * which, and where.
 */
public final class MisfitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With what was got and what was expected. */
  public MisfitException(String message) {
    super(message);
  }
}
