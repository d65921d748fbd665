package io.scriptorium.protocol;

/**
 * Why the server closes a connection: the WebSocket close code and the {@code code} of the {@code
 * error} message that comes before it.
 */
public enum CloseReason {
  /** The server goes down; every accepted edit was acknowledged. The client reconnects. */
  GOING_DOWN(1012, "going_down"),
  /** The store cannot be read at the moment. The client tries again later. */
  STORE_UNAVAILABLE(1013, "store_unavailable"),
  /** The client's fault: what it sent is no message of this protocol, or not one for now. */
  BAD_MESSAGE(4400, "bad_message"),
  /** No valid credentials where they are needed. */
  UNAUTHENTICATED(4401, "unauthenticated"),
  /** No right to this document, or no longer. */
  FORBIDDEN(4403, "forbidden"),
  /** No such document, or no longer. */
  NOT_FOUND(4404, "not_found"),
  /** The reader fell too far behind; it resumes. */
  TOO_SLOW(4408, "too_slow"),
  /** The client names a revision that the document has not reached. */
  UNKNOWN_REVISION(4409, "unknown_revision"),
  /** A frame, an edit or the document would pass its limit. */
  TOO_LARGE(4413, "too_large"),
  /** The delta is malformed or does not fit the document at its revision. */
  INVALID_EDIT(4422, "invalid_edit"),
  /** Too many edits a second, or too many connections. */
  TOO_MANY(4429, "too_many");

  private final int closeCode;
  private final String errorCode;

  CloseReason(int closeCode, String errorCode) {
    this.closeCode = closeCode;
    this.errorCode = errorCode;
  }

  /** The WebSocket close code (RFC 6455, section 7.4). */
  public int closeCode() {
    return closeCode;
  }

  /** The {@code code} of the {@code error} message. */
  public String errorCode() {
    return errorCode;
  }
}
