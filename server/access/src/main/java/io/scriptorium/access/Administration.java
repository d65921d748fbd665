package io.scriptorium.access;

import io.scriptorium.plugin.DocumentId;
import java.util.List;
import java.util.Optional;

/**
 * What an administrator does to others' accounts. There is always an administrator: the last one
 * can neither go nor become a member. Usable from any thread; each deed is one transaction, or a
 * part of that which is going on ({@link AccessStore#together}).
 */
public final class Administration {
  private final AccessStore store;

  /** Of the accounts in this store. */
  public Administration(AccessStore store) {
    this.store = store;
  }

  /** What came of a deed. */
  public enum Outcome {
    /** It is done. */
    DONE,
    /** Nobody who signs in has this id. */
    MISSING,
    /** It would leave nobody who administers. */
    LAST_ADMINISTRATOR,
    /** Who is to have the documents is not there, is a guest, or is the one who goes. */
    NO_HEIR
  }

  /** Makes somebody an administrator, or one a member again. */
  public Outcome setAdministrator(AccountId account, boolean administrator) {
    return store.together(() -> {
      Optional<Account> member = member(account);
      if (member.isEmpty()) {
        return Outcome.MISSING;
      }
      if (!administrator && isLast(member.get())) {
        return Outcome.LAST_ADMINISTRATOR;
      }
      store.accounts().setAdministrator(account, administrator);
      return Outcome.DONE;
    });
  }

  /**
   * Nobody signs in to it any more: its password, sessions and tokens are gone. What it owns and
   * was given stays; a link to set a password opens it again. An administrator becomes a member.
   */
  public Outcome deactivate(AccountId account) {
    return store.together(() -> {
      Optional<Account> member = member(account);
      if (member.isEmpty()) {
        return Outcome.MISSING;
      }
      if (isLast(member.get())) {
        return Outcome.LAST_ADMINISTRATOR;
      }
      store.accounts().setAdministrator(account, false);
      store.accounts().removePasswordHash(account);
      for (Secret.Purpose purpose : Secret.Purpose.values()) {
        store.secrets().removeAll(account, purpose);
      }
      return Outcome.DONE;
    });
  }

  /** Removes an account; its documents, those in the bin included, are its heir's from then on. */
  public Outcome remove(AccountId account, AccountId heir) {
    return store.together(() -> {
      Optional<Account> member = member(account);
      if (member.isEmpty()) {
        return Outcome.MISSING;
      }
      if (isLast(member.get())) {
        return Outcome.LAST_ADMINISTRATOR;
      }
      if (heir.equals(account) || member(heir).isEmpty()) {
        return Outcome.NO_HEIR;
      }
      for (DocumentId document : store.grants().ownedBy(account)) {
        store.grants().transfer(document, account, heir);
      }
      store.accounts().remove(account);
      return Outcome.DONE;
    });
  }

  private Optional<Account> member(AccountId account) {
    return store.accounts().find(account).filter(Account::isMember);
  }

  private boolean isLast(Account account) {
    return store.accounts().administrators().equals(List.of(account));
  }
}
