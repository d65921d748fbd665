package io.scriptorium.web.rest;

import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.Issuer.Identity;
import io.scriptorium.access.Secret;
import io.scriptorium.access.Secret.Scope;
import io.scriptorium.access.SecretText;
import io.scriptorium.web.server.Admission;
import io.scriptorium.web.server.Bearer;
import io.scriptorium.web.server.SessionCookie;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Who sent the request at hand, by their token or, where there is none, their session. */
@RequestScoped
class Caller {
  @Inject private Issuer issuer;
  @Inject private Admission admission;
  @Inject private HttpServletRequest request;
  private boolean asked;
  private Optional<Identity> known = Optional.empty();

  /** Who it is, and by what; empty for somebody who is not signed in. */
  Optional<Identity> identity() {
    if (!asked) {
      asked = true;
      known = admission.hasAccounts() ? find() : Optional.empty();
    }
    return known;
  }

  private Optional<Identity> find() {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .flatMap(Bearer::token)
        .or(() -> SessionCookie.in(Collections.list(request.getHeaders("Cookie"))))
        .flatMap(secret -> issuer.identify(new SecretText(secret)));
  }

  /** The account's id, as plugins and the access policy know it. */
  Optional<String> principal() {
    return identity().map(Identity::account).map(Account::id).map(AccountId::value);
  }

  /**
   * Who signed in, by a session: tokens do not administer, nor change the account.
   *
   * @throws ProblemException if nobody did: 401, or 403 for a token
   */
  Account self() {
    Identity identity = signedIn();
    if (identity.secret().scope() != Scope.ACCOUNT) {
      throw ProblemException.forbidden("a token does not do that: sign in with a password");
    }
    return identity.account();
  }

  /**
   * Somebody with an account of their own, no guest.
   *
   * @throws ProblemException if it is not: 401 or 403
   */
  Account member() {
    Account account = signedIn().account();
    if (!account.isMember()) {
      throw ProblemException.forbidden("this is for people with an account, not for guests");
    }
    return account;
  }

  /** The session that the request came by. */
  Secret session() {
    self();
    return signedIn().secret();
  }

  private Identity signedIn() {
    return identity().orElseThrow(() -> ProblemException.unauthenticated("sign in first"));
  }

  /** Where the request comes from; of an IPv6 address the half that names the network. */
  String address() {
    String address = request.getRemoteAddr();
    String[] parts = address.split(":", -1);
    return parts.length == 8 ? String.join(":", List.of(parts).subList(0, 4)) : address;
  }

  /** What the browser calls itself, shortened. */
  String browser() {
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return agent.substring(0, Math.min(agent.length(), 200));
  }

  HttpServletRequest request() {
    return request;
  }
}
