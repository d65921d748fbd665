package io.scriptorium.plugin;

/**
 * Somebody who has a document open.
 *
 * @param client the replica, the same after a reconnect
 * @param role at the time of the call
 */
public record SessionView(
    DocumentId document, SessionId id, ClientId client, Author author, Role role) {}
