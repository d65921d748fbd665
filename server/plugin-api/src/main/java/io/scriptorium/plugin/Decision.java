package io.scriptorium.plugin;

/** A plugin's answer to an edit that is about to be committed: yes, or no and why. */
public sealed interface Decision {
  /** Yes. */
  record Accept() implements Decision {}

  /**
   * No.
   *
   * @param reason in words that the edit's author is shown and can act on
   */
  record Reject(String reason) implements Decision {
    public Reject {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a rejection needs a reason that its author can read");
      }
    }
  }

  /** Yes. */
  static Decision accept() {
    return new Accept();
  }

  /** No, because of {@code reason}. */
  static Decision reject(String reason) {
    return new Reject(reason);
  }
}
