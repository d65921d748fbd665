package io.scriptorium.access;

import java.time.Instant;

/**
 * Something that stands for an account as long as it lives; what is known of it besides the secret
 * text, which nobody keeps.
 *
 * @param label what its owner calls it: a token's name, a session's browser
 */
public record Secret(
    SecretId id,
    Purpose purpose,
    AccountId account,
    String label,
    Scope scope,
    Instant created,
    Instant expires) {

  /** What it is for. */
  public enum Purpose {
    /** Is in a browser's cookie. */
    SESSION,
    /** Is in a program's hands. */
    TOKEN,
    /** Is in a link that sets a password, once. */
    RESET
  }

  /** How much of the account's rights it carries. */
  public enum Scope {
    /** Reads what the account may read. */
    READ,
    /** Does in documents what the account may do. */
    WRITE,
    /** The account itself: a session's. */
    ACCOUNT
  }
}
