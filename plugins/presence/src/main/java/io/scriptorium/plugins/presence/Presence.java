package io.scriptorium.plugins.presence;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows everybody in a document where the others are. Its state is a {@link Room} for each document
 * that somebody has open, in memory only.
 */
public final class Presence implements Plugin {
  /** How often rooms tell their news, in milliseconds, unless {@code tick-ms} says otherwise. */
  private static final int TICK_MILLIS = 50;

  /**
   * As many changes as a client's position may be behind; beyond that it is not shown until new.
   */
  private static final int CHANGES_BEHIND = 10_000;

  private final Map<DocumentId, Room> rooms = new HashMap<>();
  private volatile int people;
  private @Nullable PluginContext context;

  @Override
  public String name() {
    return "presence";
  }

  @Override
  public Delivery delivery() {
    return Delivery.LIVE;
  }

  @Override
  public void start(PluginContext given) {
    context = given;
    Duration tick =
        Duration.ofMillis(given.setting("tick-ms").map(Integer::parseInt).orElse(TICK_MILLIS));
    given.schedule().every(tick, this::tick);
    given.metrics().gauge("people", () -> people);
  }

  @Override
  public void onJoin(SessionView session) {
    PluginContext host = host();
    Room room = rooms.computeIfAbsent(session.document(), this::open);
    room.join(session.id(), session.author().id(), session.author().name(), host.clock().instant());
  }

  private Room open(DocumentId document) {
    Snapshot now = host().documents().newest(document).orElseGet(Snapshot::initial);
    return new Room(now, after -> changes(document, after));
  }

  private List<Change> changes(DocumentId document, Revision after) {
    return host().documents().changes(document, after, CHANGES_BEHIND);
  }

  @Override
  public void onLeave(SessionView session) {
    Room room = rooms.get(session.document());
    if (room != null) {
      room.leave(session.id());
      if (room.isEmpty()) {
        rooms.remove(session.document());
      }
    }
  }

  @Override
  public void onMessage(PluginMessage message) {
    Room room = rooms.get(message.session().document());
    if (room != null) {
      Sighting.read(message.body())
          .ifPresent(
              sighting -> room.sighted(message.session().id(), sighting, host().clock().instant()));
    }
  }

  @Override
  public void onChange(DocumentId document, Change change, Snapshot after) {
    Room room = rooms.get(document);
    if (room != null) {
      room.changed(change, after, host().clock().instant());
    }
  }

  @Override
  public void onDocumentDeleted(DocumentId document) {
    rooms.remove(document);
  }

  private void tick() {
    rooms.forEach(this::tell);
    people = rooms.values().stream().mapToInt(Room::size).sum();
  }

  private void tell(DocumentId document, Room room) {
    room.passTime(host().clock().instant());
    for (Room.Post post : room.post()) {
      switch (post) {
        case Room.Post.ToAll(News news) -> host().channel().toDocument(document, news.json());
        case Room.Post.ToOne(var session, News news) ->
            host().channel().toSession(document, session, news.json());
      }
    }
  }

  private PluginContext host() {
    PluginContext given = context;
    if (given == null) {
      throw new IllegalStateException("the presence plugin was not started");
    }
    return given;
  }
}
