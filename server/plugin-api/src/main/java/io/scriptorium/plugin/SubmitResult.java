package io.scriptorium.plugin;

/** What became of an edit that a plugin submitted. */
public sealed interface SubmitResult {
  /** It is durable, and everybody has it or is getting it. */
  record Committed(Revision revision) implements SubmitResult {}

  /**
   * It was not committed.
   *
   * @param code as in the protocol: {@code invalid_edit}, {@code too_large}, {@code not_found},
   *     {@code plugin} ...
   * @param message in words that a person can act on
   */
  record Refused(String code, String message) implements SubmitResult {}
}
