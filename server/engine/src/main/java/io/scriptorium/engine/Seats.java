package io.scriptorium.engine;

import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The sessions that sit in an open document, in the order in which they came: what all or some of
 * them are told, and what plugins are told of their coming, their going and their rights. Belongs
 * to the document's thread.
 */
final class Seats {
  private static final String TAKEN_AWAY = "your right to this document was taken away";

  private final PluginHost plugins;
  private final Map<SessionId, ClientSession> sessions = new LinkedHashMap<>();

  Seats(PluginHost plugins) {
    this.plugins = plugins;
  }

  /** A session has sat down. */
  void take(ClientSession session) {
    sessions.put(session.id(), session);
    session.seat().ifPresent(seat -> plugins.joined(seat.view(session)));
  }

  /** A session gets up, if it sits here. */
  void leave(ClientSession session) {
    if (sessions.remove(session.id(), session)) {
      session.seat().ifPresent(seat -> plugins.left(seat.view(session)));
    }
  }

  int taken() {
    return sessions.size();
  }

  boolean empty() {
    return sessions.isEmpty();
  }

  /** Does something with each session; it may get up over it. */
  void each(Consumer<? super ClientSession> action) {
    List.copyOf(sessions.values()).forEach(action);
  }

  /** Some sessions' right has changed; empty: it was taken away. */
  void roleChanged(Predicate<Seat> whose, Optional<Role> role) {
    each(session ->
        session
            .seat()
            .filter(whose)
            .ifPresent(seat ->
                role.ifPresentOrElse(
                    now -> changeRole(session, seat, now),
                    () -> session.fail(CloseReason.FORBIDDEN, TAKEN_AWAY))));
  }

  /** This is what the policy says of a session now. */
  void accessChanged(ClientSession session, Access access) {
    if (sessions.get(session.id()) != session) {
      return;
    }
    switch (access) {
      case Access.Granted granted ->
          session.seat().ifPresent(seat -> changeRole(session, seat, granted.role()));
      case Access.Unauthenticated(String message) ->
          session.fail(CloseReason.UNAUTHENTICATED, message);
      case Access.Forbidden(String message) -> session.fail(CloseReason.FORBIDDEN, message);
      case Access.NotFound() -> session.fail(CloseReason.FORBIDDEN, TAKEN_AWAY);
    }
  }

  private void changeRole(ClientSession session, Seat seat, Role role) {
    if (seat.role() == role) {
      return;
    }
    boolean begins = role.mayEdit() && !seat.role().mayEdit();
    Seat changed = seat.as(role, begins ? session.outbox().mayEdit() : seat.mayEditFrom());
    session.sit(changed);
    plugins.roleChanged(changed.view(session));
    session
        .outbox()
        .postDocument(new ServerMessage.Document(Optional.empty(), Optional.of(wireName(role))));
  }

  /** A role as the protocol spells it. */
  static String wireName(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** The document's title, to everybody: it has changed, or all is well again. */
  void tellTitle(String title) {
    var news = new ServerMessage.Document(Optional.of(title), Optional.empty());
    sessions.values().forEach(session -> session.outbox().postDocument(news));
  }

  /** There is something to send to everybody. */
  void wake() {
    sessions.values().forEach(session -> session.outbox().wake());
  }

  /** Tells a session why what it said was not taken. */
  void refuse(SessionId to, ServerMessage.Error refusal) {
    ClientSession session = sessions.get(to);
    if (session != null) {
      session.post(refusal);
    }
  }

  /** A plugin's message, encoded, to one session, or to all. */
  void tell(String plugin, Optional<SessionId> to, String frame) {
    if (to.isEmpty()) {
      sessions.values().forEach(session -> session.outbox().postPlugin(plugin, frame));
      return;
    }
    ClientSession session = sessions.get(to.get());
    if (session != null) {
      session.outbox().postPlugin(plugin, frame);
    }
  }
}
