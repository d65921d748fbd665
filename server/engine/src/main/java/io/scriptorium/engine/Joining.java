package io.scriptorium.engine;

import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.protocol.ClientMessage;

/**
 * A session that asked to join and was granted access, on its way to its place.
 *
 * @param roleChanges how many times somebody's role had changed when its access was checked
 */
record Joining(
    ClientSession session,
    ClientId client,
    ClientMessage.Join join,
    Access.Granted granted,
    long roleChanges) {
  /** What the client showed. */
  AccessPolicy.Credentials credentials() {
    return credentials(session, client, join);
  }

  /** What a client shows with its join. */
  static AccessPolicy.Credentials credentials(
      ClientSession session, ClientId client, ClientMessage.Join join) {
    return new AccessPolicy.Credentials(
        session.principal(), join.token(), client.value(), join.name());
  }
}
