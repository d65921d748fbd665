package io.scriptorium.access;

import java.util.List;
import java.util.Optional;

/** The accounts and their passwords' hashes. See {@link AccessStore} for threads and errors. */
public interface Accounts {
  /**
   * Adds an account.
   *
   * @param passwordHash what {@link Passwords#hash} gave; empty for somebody who cannot sign in yet
   * @return false if somebody has its name to sign in with already
   */
  boolean add(Account account, Optional<String> passwordHash);

  /** Adds the very first account that signs in; false if there is one. */
  boolean addFirst(Account account, String passwordHash);

  /** Whether anybody can sign in. */
  boolean anyMember();

  /** Those who administer, the oldest first. */
  List<Account> administrators();

  /** One account. */
  Optional<Account> find(AccountId id);

  /** Who signs in with this name. */
  Optional<Account> named(SignInName name);

  /** Those who sign in and whose name or display name begins with this, capitals aside, by name. */
  List<Account> matching(String beginning, int limit);

  /** Its password's hash, if it has one. */
  Optional<String> passwordHash(AccountId id);

  /** Gives it another password. */
  void setPasswordHash(AccountId id, String passwordHash);

  /** Takes its password away: nobody signs in with it until it is given another. */
  void removePasswordHash(AccountId id);

  /**
   * Makes a member an administrator, or an administrator a member; false, and nothing happens, if
   * it is not there, or a guest.
   */
  boolean setAdministrator(AccountId id, boolean administrator);

  /** Shows others something else of it; false if it is gone. */
  boolean setProfile(AccountId id, Profile profile);

  /**
   * Removes an account with its secrets, grants and memberships; false if it is not there. What it
   * wrote stays.
   */
  boolean remove(AccountId id);
}
