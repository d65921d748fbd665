package io.scriptorium.engine;

import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionView;

/**
 * A session's place in an open document.
 *
 * @param credentials what its client showed when it joined
 * @param author whose edits come through it
 * @param mayEditFrom the revision that its connection had been sent when it came to be allowed to
 *     edit: what was written on an earlier one was written without the right, by a replica that had
 *     been sent changes composed
 */
record Seat(
    OpenDocument document,
    Replica replica,
    AccessPolicy.Credentials credentials,
    Author author,
    Role role,
    long mayEditFrom) {
  /** What plugins are told of the session that sits here. */
  SessionView view(ClientSession session) {
    return new SessionView(document.id(), session.id(), replica.client(), author, role);
  }

  /** The same seat in another role. */
  Seat as(Role newRole, long newMayEditFrom) {
    return new Seat(document, replica, credentials, author, newRole, newMayEditFrom);
  }
}
