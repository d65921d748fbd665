package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SessionView;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for an instance from the sessions, in the order in which it happened: comings,
 * messages, goings. Bounded by the sessions that are there and by the limits on messages. Usable
 * from any thread.
 */
final class Inbox {
  /** How many messages of one session may wait. */
  static final int MAX_OF_SESSION = 1_000;

  /** How many messages may wait in all. */
  static final int MAX_MESSAGES = 10_000;

  private final String plugin;
  private final HostServices services;
  private final HookStats stats;
  private final Runnable wake;
  private final ArrayDeque<Event> waiting = new ArrayDeque<>();
  private final Map<SessionId, Guest> guests = new HashMap<>();
  private int messages;

  /** Somebody whom the plugin was told of, or is about to be. */
  private static final class Guest {
    int messages;
    boolean told;
  }

  /** Something that the plugin is to be called for. */
  private sealed interface Event {
    record Join(SessionView session, Guest guest) implements Event {}

    record Message(PluginMessage message, Guest guest) implements Event {}

    record Leave(SessionView session) implements Event {}
  }

  /**
   * @param wake called when something has come; returns at once
   */
  Inbox(String plugin, HostServices services, HookStats stats, Runnable wake) {
    this.plugin = plugin;
    this.services = services;
    this.stats = stats;
    this.wake = wake;
  }

  /** Somebody has come. */
  void join(SessionView session) {
    if (services.switches().isOff(session.document(), plugin)) {
      return;
    }
    synchronized (this) {
      Guest guest = new Guest();
      if (guests.putIfAbsent(session.id(), guest) != null) {
        return;
      }
      waiting.add(new Event.Join(session, guest));
    }
    wake.run();
  }

  /** Somebody has gone: if the plugin was not even told that he came, it need not be. */
  void leave(SessionView session) {
    synchronized (this) {
      Guest guest = guests.remove(session.id());
      if (guest == null) {
        return;
      }
      if (guest.told) {
        waiting.add(new Event.Leave(session));
      } else {
        waiting.removeIf(event -> forget(event, guest));
      }
    }
    wake.run();
  }

  private boolean forget(Event event, Guest guest) {
    return switch (event) {
      case Event.Join join -> join.guest == guest;
      case Event.Message message -> {
        boolean his = message.guest == guest;
        messages -= his ? 1 : 0;
        yield his;
      }
      case Event.Leave leave -> false;
    };
  }

  /** A message has come; it is lost if too many wait. */
  void message(PluginMessage message) {
    synchronized (this) {
      Guest guest = guests.get(message.session().id());
      if (guest == null || guest.messages >= MAX_OF_SESSION || messages >= MAX_MESSAGES) {
        stats.dropped();
        services.observer().pluginMessageDropped(plugin);
        return;
      }
      guest.messages++;
      messages++;
      waiting.add(new Event.Message(message, guest));
    }
    wake.run();
  }

  /** Has the plugin take in the first of what waits; false if nothing does. On its lane. */
  boolean deliver(Plugin to, HookGuard guard) {
    switch (next()) {
      case null -> {
        return false;
      }
      case Event.Join(SessionView session, Guest _) ->
          guard.call(Hook.ON_JOIN, () -> to.onJoin(session));
      case Event.Message(PluginMessage message, Guest _) ->
          guard.call(Hook.ON_MESSAGE, () -> deliver(message, to));
      case Event.Leave(SessionView session) -> guard.call(Hook.ON_LEAVE, () -> to.onLeave(session));
    }
    return true;
  }

  /** What somebody says who may not say it does not reach the plugin. */
  private void deliver(PluginMessage message, Plugin to) {
    Role least = to.messageRole(message.body());
    if (message.session().role().includes(least)) {
      to.onMessage(message);
    } else {
      services
          .platform()
          .refuse(
              message.session(),
              "plugin \"" + plugin + "\" takes this from nobody below " + word(least));
    }
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private synchronized @Nullable Event next() {
    Event event = waiting.poll();
    switch (event) {
      case null -> {}
      case Event.Join(SessionView _, Guest guest) -> guest.told = true;
      case Event.Message(PluginMessage _, Guest guest) -> {
        guest.messages--;
        messages--;
      }
      case Event.Leave _ -> {}
    }
    return event;
  }

  /** How much waits. */
  synchronized int size() {
    return waiting.size();
  }
}
