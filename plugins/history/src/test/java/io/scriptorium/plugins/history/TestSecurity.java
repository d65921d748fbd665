package io.scriptorium.plugins.history;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks in a test.
 *
 * @param account empty for somebody who did not sign in
 */
record TestSecurity(Optional<String> account) implements SecurityContext {
  static final TestSecurity NOBODY = new TestSecurity(Optional.empty());

  static TestSecurity of(String account) {
    return new TestSecurity(Optional.of(account));
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return account.<Principal>map(name -> () -> name).orElse(null);
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return true;
  }

  @Override
  public String getAuthenticationScheme() {
    return "";
  }
}
