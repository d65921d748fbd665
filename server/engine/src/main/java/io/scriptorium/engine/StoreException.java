package io.scriptorium.engine;

/**
 * The store cannot do what it was asked now: disk full, locked, read-only, gone. The message says
 * which, in words that the server's users and its administrator are shown.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the store's own error as cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
