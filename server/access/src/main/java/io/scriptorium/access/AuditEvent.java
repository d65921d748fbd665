package io.scriptorium.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody did to accounts or rights, or tried to.
 *
 * @param actor who did it; empty for somebody who is not signed in
 * @param address where from
 * @param subject what it was done to: an account's or document's id, or a name that was tried
 * @param detail what else is to be known, for people
 */
public record AuditEvent(
    Instant time,
    Action action,
    Optional<AccountId> actor,
    String address,
    String subject,
    String detail) {

  /** What was done. */
  public enum Action {
    /** The server was set up. */
    SET_UP,
    /** Somebody made an account. */
    ACCOUNT_CREATED,
    /** An account was deleted. */
    ACCOUNT_DELETED,
    /** Nobody signs in to an account any more. */
    ACCOUNT_DEACTIVATED,
    /** Somebody administers from now on. */
    PROMOTED,
    /** Somebody administers no more. */
    DEMOTED,
    /** Somebody signed in. */
    SIGNED_IN,
    /** Somebody did not get in. */
    SIGN_IN_FAILED,
    /** Somebody signed out, here or everywhere. */
    SIGNED_OUT,
    /** A password was changed. */
    PASSWORD_CHANGED,
    /** A link to set a password was made. */
    RESET_ISSUED,
    /** A token was made. */
    TOKEN_CREATED,
    /** A token was revoked. */
    TOKEN_REVOKED,
    /** A document was made. */
    DOCUMENT_CREATED,
    /** A document was deleted. */
    DOCUMENT_DELETED,
    /** A deleted document was brought back. */
    DOCUMENT_RESTORED,
    /** A role was given. */
    GRANTED,
    /** A role was taken away. */
    REVOKED,
    /** A document has another owner. */
    TRANSFERRED,
    /** A link for sharing was made. */
    LINK_CREATED,
    /** A link for sharing was revoked. */
    LINK_REVOKED,
    /** Somebody came by a link. */
    LINK_ENTERED,
    /** A group was made or changed. */
    GROUP_CHANGED,
    /** A group was deleted. */
    GROUP_DELETED
  }
}
