package io.scriptorium.web.server;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.Issuer.Identity;
import io.scriptorium.access.Reach;
import io.scriptorium.access.Secret.Scope;
import io.scriptorium.access.SecretText;
import io.scriptorium.engine.AccessPolicy;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import jakarta.enterprise.inject.Vetoed;
import java.time.InstantSource;
import java.util.Optional;

/**
 * For a server with accounts: everybody is who their session or token says, and may do what reaches
 * them. What does not reach them is not there.
 */
@Vetoed // made where it is wanted
class AccountPolicy implements AccessPolicy {
  private static final String GUEST_MARK = " (guest)";

  private final AccessStore store;
  private final Issuer issuer;
  private final InstantSource clock;

  AccountPolicy(AccessStore store, Issuer issuer, InstantSource clock) {
    this.store = store;
    this.issuer = issuer;
    this.clock = clock;
  }

  @Override
  public Access check(DocumentId document, Credentials credentials) {
    if (credentials.token().isPresent()) {
      return issuer
          .identify(new SecretText(credentials.token().get()))
          .map(identity -> check(document, identity))
          .orElseGet(() -> new Access.Unauthenticated("you are signed out: sign in again"));
    }
    return credentials
        .principal()
        .flatMap(AccountId::parse)
        .flatMap(store.accounts()::find)
        .map(account -> check(document, account, Role.OWNER))
        .orElseGet(() -> new Access.Unauthenticated("sign in first"));
  }

  private Access check(DocumentId document, Identity identity) {
    Role most = identity.secret().scope() == Scope.READ ? Role.VIEWER : Role.OWNER;
    return check(document, identity.account(), most);
  }

  private Access check(DocumentId document, Account account, Role most) {
    Optional<Role> role =
        Reach.role(store.grants().reaches(account.id(), document, clock.instant()));
    return role.<Access>map(
            reached -> new Access.Granted(author(account), most.includes(reached) ? reached : most))
        .orElseGet(Access.NotFound::new);
  }

  private static Author author(Account account) {
    String name = account.profile().displayName();
    return new Author(account.id().value(), account.isMember() ? name : name + GUEST_MARK);
  }
}
