package io.scriptorium.engine;

import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import java.util.Optional;

/**
 * Says who somebody is and what they may do in a document. Asked when a session joins, and again
 * whenever rights have changed ({@link DocumentServer#accessChanged}), on a thread that may block.
 */
@FunctionalInterface
public interface AccessPolicy {
  /** Who knocks, and what they may do there. */
  Access check(DocumentId document, Credentials credentials);

  /**
   * What a client showed.
   *
   * @param principal whom the handshake's cookie or header named
   * @param token from {@code join}, where the handshake named nobody
   * @param client the replica's id, a guest's only identity
   * @param name a guest's display name
   */
  record Credentials(
      Optional<String> principal, Optional<String> token, String client, Optional<String> name) {}

  /** The answer. */
  sealed interface Access {
    /** Come in. */
    record Granted(Author author, Role role) implements Access {}

    /** Say who you are first. */
    record Unauthenticated(String message) implements Access {}

    /** Not here. */
    record Forbidden(String message) implements Access {}

    /** For them there is no such document: they learn no more than if there were none. */
    record NotFound() implements Access {}
  }
}
