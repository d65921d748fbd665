package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SessionView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has which document open, and the plugins that are told of it. A plugin that comes is told of
 * everybody who is there, and of each coming and going after that, in order. Usable from any
 * thread.
 */
final class Attendance {
  private final Map<DocumentId, Map<SessionId, SessionView>> present = new LinkedHashMap<>();
  private final List<Inbox> listeners = new ArrayList<>();
  private int sessions;

  /** Somebody has come. */
  synchronized void join(SessionView session) {
    present
        .computeIfAbsent(session.document(), none -> new LinkedHashMap<>())
        .put(session.id(), session);
    sessions++;
    listeners.forEach(inbox -> inbox.join(session));
  }

  /** Somebody who had come has gone. */
  synchronized void leave(SessionView session) {
    Map<SessionId, SessionView> there = present.get(session.document());
    if (there == null || there.remove(session.id()) == null) {
      return;
    }
    sessions--;
    if (there.isEmpty()) {
      present.remove(session.document());
    }
    listeners.forEach(inbox -> inbox.leave(session));
  }

  /** Somebody's role has changed. */
  synchronized void changed(SessionView session) {
    Map<SessionId, SessionView> there = present.get(session.document());
    if (there != null) {
      there.replace(session.id(), session);
    }
  }

  /** A plugin comes. */
  synchronized void attend(Inbox inbox) {
    listeners.add(inbox);
    present.values().forEach(there -> there.values().forEach(inbox::join));
  }

  /** A plugin goes. */
  synchronized void miss(Inbox inbox) {
    listeners.remove(inbox);
  }

  /** A plugin was switched on or off in a document: for it, everybody there comes or goes. */
  synchronized void switched(Inbox inbox, DocumentId document, boolean off) {
    if (listeners.contains(inbox)) {
      List.copyOf(present.getOrDefault(document, Map.of()).values())
          .forEach(off ? inbox::leave : inbox::join);
    }
  }

  /** Who is in a document. */
  synchronized List<SessionView> in(DocumentId document) {
    return List.copyOf(present.getOrDefault(document, Map.of()).values());
  }

  /** How many are in a document. */
  synchronized int count(DocumentId document) {
    return present.getOrDefault(document, Map.of()).size();
  }

  /** How many there are. */
  synchronized int count() {
    return sessions;
  }
}
