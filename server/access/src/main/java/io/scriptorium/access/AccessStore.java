package io.scriptorium.access;

import java.util.function.Supplier;

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

  /** How the server was set up. */
  Notes notes();

  /**
   * Does some work in one transaction: what it does with this store, and with what shares its
   * database, is durable as a whole when this returns, or, where the work throws, has not happened.
   * So is a deed noted, or not done.
   *
   * @param work may run more than once, on another thread that everybody's writing waits for: it
   *     uses nothing but the store, and takes moments
   * @return what the work gives
   */
  <T> T together(Supplier<T> work);
}
