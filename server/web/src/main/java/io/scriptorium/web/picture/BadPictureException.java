package io.scriptorium.web.picture;

/** An upload is no picture that can be taken; the message says why, for people. */
public final class BadPictureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Reason {
    /** It is no picture, or one of another kind. */
    UNKNOWN_KIND,
    /** It has too many pixels. */
    TOO_LARGE,
    /** It breaks off, or is none behind its first bytes. */
    DAMAGED
  }

  private final Reason reason;

  BadPictureException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What is wrong with it. */
  public Reason reason() {
    return reason;
  }
}
