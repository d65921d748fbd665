package io.scriptorium.protocol.json;

/**
 * JSON that spells no delta. Where an otherwise good {@code edit} carries it, on the wire {@link
 * io.scriptorium.protocol.CloseReason#INVALID_EDIT}. The message names the op, counted from 0, what
 * was got and what was expected, and can be shown to the sender.
 */
public final class MalformedDeltaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the op's index, what was got and what was expected. */
  public MalformedDeltaException(String message) {
    super(message);
  }
}
