package io.scriptorium.protocol.json;

/**
 * A frame that is no message of this protocol: not JSON, of unknown type, or with a member missing
 * or of the wrong form. The sender's fault; on the wire {@link
 * io.scriptorium.protocol.CloseReason#BAD_MESSAGE}. The message says what was got and what was
 * expected, and can be shown to the sender.
 */
public final class BadMessageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With what was got and what was expected. */
  public BadMessageException(String message) {
    super(message);
  }
}
