package io.scriptorium.engine;

import io.scriptorium.delta.Op;
import io.scriptorium.plugin.Change;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The newest durable changes of an open document, kept in memory: what sessions are sent from and
 * edits are rebased over. What is older is in the {@link ChangeLog}. Bounded by count and by text,
 * whatever the sessions do. Added to by the document's thread, read by any.
 */
final class Tail {
  /** How many snapshots' worth of changes is kept at most; who is further behind reads the log. */
  private static final int SNAPSHOTS = 8;

  /** How much they may weigh together ({@link #weight}): 4 Mi, about 8 MB of heap. */
  private static final long MAX_WEIGHT = 4L << 20;

  /** How many a document has room for at first, in changes. */
  private static final int FIRST_ROOM = 16;

  private final int maxChanges;

  /** How much is kept. Belongs to the document's thread. */
  private long weight;

  /** Replaced with each change, so that hundreds of sessions' writers read it without a lock. */
  private volatile Window window = new Window(new Entry[FIRST_ROOM], 0, 0);

  /**
   * What is kept at a moment. The array is shared between windows and only ever added to behind
   * their counts.
   *
   * @param start the revision before the oldest entry
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Window(Entry[] entries, int count, long start) {
    long head() {
      return start + count;
    }

    Window with(Entry next) {
      Entry[] room = count < entries.length ? entries : Arrays.copyOf(entries, 2 * count);
      room[count] = next;
      return new Window(room, count + 1, start);
    }

    Window without(int oldest) {
      Entry[] rest = Arrays.copyOfRange(entries, oldest, entries.length);
      return new Window(rest, count - oldest, start + oldest);
    }

    List<Entry> between(int from, int to) {
      return Collections.unmodifiableList(Arrays.asList(entries).subList(from, to));
    }
  }

  /**
   * A durable change.
   *
   * @param received when its edit arrived here; empty if it was not ordered by this instance
   * @param durable when it became so
   */
  record Entry(Change change, Optional<Instant> received, Instant durable) {
    long revision() {
      return change.revision().number();
    }
  }

  Tail(Limits limits) {
    this.maxChanges = SNAPSHOTS * limits.snapshotEvery();
  }

  /** Starts at a revision, with nothing before it in memory. */
  void startAt(long revision) {
    weight = 0;
    window = new Window(new Entry[FIRST_ROOM], 0, revision);
  }

  /** The newest durable revision. */
  long head() {
    return window.head();
  }

  /** Takes in the changes after the head. */
  void add(List<Entry> changes) {
    Window now = window;
    for (Entry entry : changes) {
      if (entry.revision() != now.head() + 1) {
        throw new IllegalStateException(
            "expected the change after revision " + now.head() + ", got " + entry.revision());
      }
      now = now.with(entry);
      weight += weight(entry.change());
    }
    window = now.count() > maxChanges || weight > MAX_WEIGHT ? trimmed(now) : now;
  }

  /** Drops the older ones down to half of the bounds, so that dropping costs little on average. */
  private Window trimmed(Window full) {
    int drop = 0;
    while (full.count() - drop > maxChanges / 2
        || (weight > MAX_WEIGHT / 2 && full.count() - drop > 1)) {
      weight -= weight(full.entries()[drop].change());
      drop++;
    }
    return full.without(drop);
  }

  /** At most {@code limit} of the changes after a revision; empty if memory does not reach back. */
  Optional<List<Entry>> after(long revision, int limit) {
    Window now = window;
    if (revision < now.start()) {
      return Optional.empty();
    }
    int from = (int) Math.min(revision - now.start(), now.count());
    int to = (int) Math.min((long) from + limit, now.count());
    return Optional.of(now.between(from, to));
  }

  /** The revision before the oldest change in memory. */
  long start() {
    return window.start();
  }

  /** The changes of entries, as a view of them. */
  static List<Change> changes(List<Entry> entries) {
    return new AbstractList<>() {
      @Override
      public Change get(int index) {
        return entries.get(index).change();
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }

  /** How much a change costs to keep and to send: its text, and a little for each op. */
  static long weight(Change change) {
    long weight = 16;
    for (Op op : change.delta().ops()) {
      weight += op instanceof Op.Insert insert ? 16 + insert.length() : 16;
    }
    return weight;
  }
}
