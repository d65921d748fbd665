package io.scriptorium.access;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A link that lets in whoever has it, until it expires or is revoked; then it lets out, too.
 *
 * @param role any but owner
 * @param guests whether it lets in people who did not sign in
 * @param expires empty for never
 */
public record ShareLink(
    LinkId id,
    DocumentId document,
    Role role,
    boolean guests,
    Instant created,
    Optional<Instant> expires) {
  public ShareLink {
    if (role == Role.OWNER) {
      throw new IllegalArgumentException("a link makes nobody an owner");
    }
  }

  /** Whether it lets anybody in at this time. */
  public boolean livesAt(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
