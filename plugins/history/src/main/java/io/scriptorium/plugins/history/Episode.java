package io.scriptorium.plugins.history;

import io.scriptorium.delta.Op;
import io.scriptorium.plugin.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Some time of writing without a long pause: a line of the timeline.
 *
 * @param from the revision before its first change
 * @param to its last revision
 * @param start when its first change was made, in milliseconds since 1970
 * @param end when its last was
 * @param inserted how much was written in it, in UTF-16 code units
 * @param deleted how much was taken out
 * @param formatted whether something was formatted
 */
record Episode(
    long from,
    long to,
    long start,
    long end,
    List<Writer> authors,
    long inserted,
    long deleted,
    boolean formatted) {
  /** The longest pause within an episode. */
  static final Duration PAUSE = Duration.ofMinutes(5);

  /** The longest episode. */
  static final Duration LONGEST = Duration.ofMinutes(30);

  /** Who wrote in it, by id, with the name he had. */
  record Writer(String id, String name) {}

  Episode {
    authors = List.copyOf(authors);
  }

  static Episode of(Change change) {
    long time = change.time().toEpochMilli();
    long before = change.revision().number() - 1;
    return new Episode(before, before, time, time, List.of(), 0, 0, false).extended(change);
  }

  /** Whether a change, the next after this, belongs to it. */
  boolean takes(Change change) {
    long time = change.time().toEpochMilli();
    return time - end <= PAUSE.toMillis() && time - start <= LONGEST.toMillis();
  }

  Episode extended(Change change) {
    long newlyInserted = 0;
    long newlyDeleted = 0;
    boolean newlyFormatted = false;
    for (Op op : change.delta().ops()) {
      switch (op) {
        case Op.Insert insert -> newlyInserted += insert.length();
        case Op.Embed embed -> newlyInserted += 1;
        case Op.Retain retain -> newlyFormatted |= !retain.attributes().isEmpty();
        case Op.Delete delete -> newlyDeleted += delete.length();
      }
    }
    return new Episode(
        from,
        change.revision().number(),
        start,
        Math.max(end, change.time().toEpochMilli()),
        with(new Writer(change.author().id(), change.author().name())),
        inserted + newlyInserted,
        deleted + newlyDeleted,
        formatted || newlyFormatted);
  }

  private List<Writer> with(Writer writer) {
    if (authors.contains(writer)) {
      return authors;
    }
    List<Writer> more = new ArrayList<>(authors);
    more.add(writer);
    return more;
  }
}
