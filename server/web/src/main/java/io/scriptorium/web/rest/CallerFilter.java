package io.scriptorium.web.rest;

import io.scriptorium.access.Account;
import io.scriptorium.access.Issuer.Identity;
import io.scriptorium.access.Secret.Scope;
import io.scriptorium.web.server.Admission;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells every resource, plugins' included, who asks: {@code SecurityContext.getUserPrincipal()} is
 * the account's id. A token that only reads ends here if the call would change something.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class CallerFilter implements ContainerRequestFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @Inject private Caller caller;
  @Inject private Admission admission;

  /** Made by the container. */
  public CallerFilter() {}

  @Override
  public void filter(ContainerRequestContext request) {
    if (!admission.hasAccounts()) {
      return;
    }
    caller
        .identity()
        .ifPresent(identity -> {
          if (identity.secret().scope() == Scope.READ && !SAFE.contains(request.getMethod())) {
            throw ProblemException.forbidden("this token reads, it changes nothing");
          }
          request.setSecurityContext(new Known(identity, request.getSecurityContext().isSecure()));
        });
  }

  private record Known(Identity identity, boolean secure) implements SecurityContext {
    @Override
    public @Nullable Principal getUserPrincipal() {
      return identity.account().id()::value;
    }

    @Override
    public boolean isUserInRole(String role) {
      return role.equals("administrator")
          && identity.account().kind() == Account.Kind.ADMINISTRATOR
          && identity.secret().scope() == Scope.ACCOUNT;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Scriptorium";
    }
  }
}
