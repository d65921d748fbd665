package io.scriptorium.bench.load;

import io.scriptorium.protocol.ServerMessage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * People in one document who move their carets, and what each of them is sent for it: at most a
 * message in a tick of the presence plugin, however many move.
 */
final class Carets {
  /** What the plugin promises a client at most, in messages a second: one in each tick of 50 ms. */
  static final int MESSAGES_A_SECOND = 20;

  /** How many connect at a time. */
  private static final int AT_ONCE = 16;

  private static final double LIMIT_SECONDS = 120;

  private final Loop loop;
  private final URI address;
  private final Room room;
  private final Figures figures;
  private final Whereabouts whereabouts = new Whereabouts();
  private final List<Mover> movers = new ArrayList<>();
  private final Map<String, Mover> bySession = new HashMap<>();

  /** Nobody is there yet. */
  Carets(Loop loop, URI address, Room room, Figures figures) {
    this.loop = loop;
    this.address = address;
    this.room = room;
    this.figures = figures;
  }

  List<Mover> movers() {
    return movers;
  }

  /** So many come in, and hear of one another. */
  void join(int people) throws IOException {
    while (movers.size() < people) {
      int until = Math.min(people, movers.size() + AT_ONCE);
      while (movers.size() < until) {
        movers.add(new Mover(loop, address, this));
      }
      await("not joined", () -> bySession.size() == movers.size());
    }
    await(
        "not everybody is told of everybody",
        () -> movers.stream().allMatch(mover -> mover.known().size() == people));
  }

  private void await(String otherwise, BooleanSupplier condition) throws IOException {
    if (!loop.run(condition, LIMIT_SECONDS)) {
      throw new IOException(otherwise + " within " + LIMIT_SECONDS + " s: " + figures.faults());
    }
  }

  /** Waits until everybody knows where everybody is, and notes it if that does not come about. */
  void settle(double limitSeconds) throws IOException {
    Map<String, Integer> places = new HashMap<>();
    movers.forEach(mover -> places.put(mover.session(), mover.place()));
    if (!loop.run(
        () -> movers.stream().allMatch(mover -> mover.known().equals(places)), limitSeconds)) {
      long wrong = movers.stream().filter(mover -> !mover.known().equals(places)).count();
      fault(wrong + " do not know where everybody is, " + limitSeconds + " s after the last move");
    }
  }

  /** What it cost them in so many seconds; notes it if that is more than the plugin promises. */
  String report(double seconds) {
    int most = movers.stream().mapToInt(mover -> mover.arrivals().count()).max().orElse(0);
    int burst = movers.stream().mapToInt(mover -> mover.arrivals().mostInASecond()).max().orElse(0);
    double bytes = movers.stream().mapToLong(Mover::bytes).average().orElse(0);
    if (most > MESSAGES_A_SECOND * seconds + 1) {
      fault(
          "expected at most %d messages a second to a client, got %.1f"
              .formatted(MESSAGES_A_SECOND, most / seconds));
    }
    return String.format(
        Locale.ROOT,
        "%s; at most %.1f messages/s to a client (%d within one second), %.0f kB/s; %s",
        figures.seenReport(),
        most / seconds,
        burst,
        bytes / seconds / 1000,
        figures.coresReport());
  }

  /** Everybody goes. */
  void leave() {
    movers.forEach(Mover::leave);
  }

  boolean counts(long nanos) {
    return figures.counts(nanos);
  }

  void fault(String what) {
    figures.fault(what);
  }

  ServerMessage decode(byte[] message) {
    return room.decode(message);
  }

  Whereabouts.News read(String body) {
    return whereabouts.read(body);
  }

  void joined(Mover mover) {
    bySession.put(mover.session(), mover);
  }

  /** Somebody was told that somebody is at a place; counted if he is still there. */
  void seen(String session, int place, long now) {
    Mover mover = bySession.get(session);
    if (mover != null && mover.place() == place) {
      figures.seen(mover.moved(), now);
    }
  }
}
