package io.scriptorium.engine;

import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The documents that are in memory, and the connections. Usable from any thread.
 *
 * <p>A document leaves memory under a fence: its mailbox first refuses everything, then it is taken
 * out of here, and whoever comes between opens a new instance, which reads the whole log.
 */
final class Documents {
  private final ServerParts parts;
  private final PluginHost plugins;
  private final Map<DocumentId, OpenDocument> open = new ConcurrentHashMap<>();
  private final Map<SessionId, ClientSession> sessions = new ConcurrentHashMap<>();
  private final Set<DocumentId> failing = ConcurrentHashMap.newKeySet();
  private final AtomicLong roleChanges = new AtomicLong();
  private volatile boolean stopping;

  Documents(ServerParts parts, PluginHost plugins) {
    this.parts = parts;
    this.plugins = plugins;
  }

  PluginHost plugins() {
    return plugins;
  }

  /** Everyone connected. */
  Iterable<ClientSession> sessions() {
    return sessions.values();
  }

  boolean hasSessions() {
    return !sessions.isEmpty();
  }

  /** Takes note of a new connection. */
  void remember(ClientSession session) {
    sessions.put(session.id(), session);
    parts.observer().sessionOpened();
  }

  /** A connection is gone. */
  void forget(ClientSession session) {
    if (sessions.remove(session.id(), session)) {
      parts.observer().sessionClosed();
    }
  }

  /** Lets a session in, if it may, into its document, which is opened for it if need be. */
  void admit(ClientSession session, ClientId client, ClientMessage.Join join) {
    if (stopping) {
      goingDown(session);
      return;
    }
    parts.io().execute(() -> check(session, client, join));
  }

  private void check(ClientSession session, ClientId client, ClientMessage.Join join) {
    long roleChangesBefore = roleChanges.get();
    try {
      var credentials = Joining.credentials(session, client, join);
      switch (parts.access().check(session.document(), credentials)) {
        case Access.Granted granted ->
            enter(
                session.document(), new Joining(session, client, join, granted, roleChangesBefore));
        case Access.Unauthenticated(String message) ->
            session.fail(CloseReason.UNAUTHENTICATED, message);
        case Access.Forbidden(String message) -> session.fail(CloseReason.FORBIDDEN, message);
        case Access.NotFound() ->
            session.fail(CloseReason.NOT_FOUND, OpenDocument.missing(session.document()));
      }
    } catch (StoreException failure) {
      parts.observer().storeCallFailed(session.document(), "check a join", failure);
      session.fail(CloseReason.STORE_UNAVAILABLE, String.valueOf(failure.getMessage()));
    } catch (RuntimeException | Error defect) {
      parts.observer().defect("the check of a join", defect);
      session.abort();
    }
  }

  private void enter(DocumentId id, Joining joining) {
    while (true) {
      OpenDocument document = open.computeIfAbsent(id, this::create);
      if (document.handle(() -> document.enter(joining))) {
        document.open();
        return;
      }
      open.remove(id, document);
    }
  }

  /** Has a plugin's edit go its way, in a document that is opened for it if need be. */
  void submit(DocumentId id, PluginEdit edit) {
    if (stopping) {
      edit.fail(CloseReason.GOING_DOWN, "");
      return;
    }
    while (true) {
      OpenDocument document = open.computeIfAbsent(id, this::create);
      if (document.handle(() -> document.submit(edit))) {
        document.open();
        return;
      }
      open.remove(id, document);
    }
  }

  private OpenDocument create(DocumentId id) {
    return new OpenDocument(id, parts, this);
  }

  /**
   * Somebody's role has changed. Noted before the document's sessions are told: who is on the way
   * to a place then is either asked again ({@link #roleChangedSince}), or has the place when the
   * news comes.
   */
  void roleChanged(DocumentId id, Consumer<OpenDocument> news) {
    roleChanges.incrementAndGet();
    ifOpen(id, news);
  }

  /** What people may do in a document may have changed: each of its sessions is asked about. */
  void accessChanged(DocumentId id) {
    roleChanged(id, OpenDocument::checkAccess);
  }

  /** What people may do may have changed anywhere. */
  void accessChanged() {
    roleChanges.incrementAndGet();
    forEachOpen(OpenDocument::checkAccess);
  }

  /** Whether anybody's role has changed since there were so many changes. */
  boolean roleChangedSince(long changes) {
    return roleChanges.get() != changes;
  }

  /** Tells a document something if it is in memory. */
  void ifOpen(DocumentId id, Consumer<OpenDocument> event) {
    find(id).ifPresent(document -> document.handle(() -> event.accept(document)));
  }

  /** Tells something to every document in memory. */
  void forEachOpen(Consumer<OpenDocument> event) {
    open.values().forEach(document -> document.handle(() -> event.accept(document)));
  }

  /** The document, if it is in memory. */
  Optional<OpenDocument> find(DocumentId id) {
    return Optional.ofNullable(open.get(id));
  }

  /** A document's mailbox has closed. */
  void closed(OpenDocument document) {
    open.remove(document.id(), document);
    failing.remove(document.id());
  }

  /** A document's edits cannot be stored, or can again. */
  void failing(DocumentId document, boolean fails) {
    if (fails) {
      failing.add(document);
    } else {
      failing.remove(document);
    }
  }

  /** Whether all that is written gets stored. */
  boolean storing() {
    return failing.isEmpty();
  }

  boolean stopping() {
    return stopping;
  }

  /** Lets nobody in any more, and has all documents finish. */
  void stop() {
    stopping = true;
    open.values().forEach(document -> document.handle(document::stop));
    for (ClientSession session : sessions.values()) {
      if (session.seat().isEmpty()) {
        goingDown(session);
      }
    }
  }

  /** Sends a session away because the server stops. */
  static void goingDown(ClientSession session) {
    session.finish(-1, CloseReason.GOING_DOWN, "");
  }
}
