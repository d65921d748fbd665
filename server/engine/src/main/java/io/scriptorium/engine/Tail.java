package io.scriptorium.engine;

import io.scriptorium.delta.Op;
import io.scriptorium.plugin.Change;
import java.time.Instant;
import java.util.ArrayList;
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

  private final int maxChanges;
  private final List<Entry> entries = new ArrayList<>();
  private long weight;

  /** The revision before the oldest entry. */
  private long start;

  private volatile long head;

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
  synchronized void startAt(long revision) {
    entries.clear();
    weight = 0;
    start = revision;
    head = revision;
  }

  /** The newest durable revision. */
  long head() {
    return head;
  }

  /** Takes in the changes after the head. */
  synchronized void add(List<Entry> changes) {
    for (Entry entry : changes) {
      if (entry.revision() != head + 1) {
        throw new IllegalStateException(
            "expected the change after revision " + head + ", got " + entry.revision());
      }
      entries.add(entry);
      weight += weight(entry.change());
      head = entry.revision();
    }
    if (entries.size() > maxChanges || weight > MAX_WEIGHT) {
      trim();
    }
  }

  /** Drops the older ones down to half of the bounds, so that dropping costs little on average. */
  private void trim() {
    int drop = 0;
    while (entries.size() - drop > maxChanges / 2
        || (weight > MAX_WEIGHT / 2 && entries.size() - drop > 1)) {
      weight -= weight(entries.get(drop).change());
      drop++;
    }
    entries.subList(0, drop).clear();
    start += drop;
  }

  /** At most {@code limit} of the changes after a revision; empty if memory does not reach back. */
  synchronized Optional<List<Entry>> after(long revision, int limit) {
    if (revision < start) {
      return Optional.empty();
    }
    int from = (int) Math.min(revision - start, entries.size());
    int to = (int) Math.min((long) from + limit, entries.size());
    return Optional.of(List.copyOf(entries.subList(from, to)));
  }

  /** The revision before the oldest change in memory. */
  synchronized long start() {
    return start;
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
