package io.scriptorium.web.server;

import io.scriptorium.engine.AccessPolicy;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import jakarta.enterprise.inject.Vetoed;
import java.util.Optional;

/**
 * For a server without accounts: lets everybody in as the guest that they say they are, in the role
 * that the settings give guests.
 */
@Vetoed // made where it is wanted
class GuestPolicy implements AccessPolicy {
  private static final String NAMELESS = "Guest";
  private final Optional<Role> role;

  GuestPolicy(Optional<Role> role) {
    this.role = role;
  }

  @Override
  public Access check(DocumentId document, Credentials credentials) {
    var author = new Author(credentials.client(), credentials.name().orElse(NAMELESS));
    return role.<Access>map(granted -> new Access.Granted(author, granted))
        .orElseGet(
            () -> new Access.Unauthenticated("this server lets no guests in: sign in first"));
  }
}
