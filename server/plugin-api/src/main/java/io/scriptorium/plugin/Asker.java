package io.scriptorium.plugin;

import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to see something, so that the platform can say what he may see.
 *
 * @param account whom the server authenticated; empty for somebody who did not sign in
 */
public record Asker(Optional<String> account) {
  /**
   * The one behind a request: {@code SecurityContext.getUserPrincipal()}, null if nobody signed in.
   */
  public static Asker of(@Nullable Principal principal) {
    return new Asker(Optional.ofNullable(principal).map(Principal::getName));
  }

  /** The one behind a session. */
  public static Asker of(SessionView session) {
    return new Asker(Optional.of(session.author().id()));
  }
}
