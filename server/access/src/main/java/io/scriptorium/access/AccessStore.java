package io.scriptorium.access;

/**
 * Where accounts and rights are kept. Usable from any thread; its parts block for the disk, what
 * they returned is durable and what they throw is the store's own exception.
 */
public interface AccessStore {
  /** Who there is. */
  Accounts accounts();

  /** What stands for them. */
  Secrets secrets();

  /** To whom documents were given. */
  Grants grants();

  /** The links that let people in. */
  ShareLinks links();

  /** The groups. */
  Groups groups();

  /** What happened. */
  AuditTrail audit();
}
