package io.scriptorium.engine;

import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Role;

/**
 * A session's place in an open document.
 *
 * @param author whose edits come through it
 */
record Seat(OpenDocument document, Replica replica, Author author, Role role) {
  /** The same seat in another role. */
  Seat as(Role newRole) {
    return new Seat(document, replica, author, newRole);
  }
}
