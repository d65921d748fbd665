package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a session stands in its document's changes: the revision that its connection was last sent,
 * and no more. What comes next is made from the log when the connection can take it, so that a slow
 * reader gets fewer and larger frames and costs no memory.
 *
 * <p>{@link #next} belongs to the connection's writer; the rest may be called by any thread.
 */
final class Cursor {
  /** How many revisions go into one frame at most, and are read from the log at once. */
  static final int FRAME_REVISIONS = 256;

  /** How much a frame's changes may weigh together ({@link Tail#weight}), unless one alone does. */
  private static final long FRAME_WEIGHT = 256 << 10;

  private final Tail tail;
  private final Frames frames;
  private final ClientId client;
  private final Pages pages;
  private final EngineObserver observer;
  private final InstantSource clock;

  /** Up to this revision any changes may be composed. */
  private volatile long composeThrough;

  private volatile long sent;
  private volatile @Nullable List<Change> page;
  private volatile boolean pageAsked;
  private final long joinHead;

  /** Fetches changes that memory no longer holds. */
  @FunctionalInterface
  interface Pages {
    /** Reads the changes after a revision up to another, elsewhere, and then hands them over. */
    void fetch(Cursor cursor, long after, long through);
  }

  Cursor(Tail tail, Frames frames, ServerParts parts, Pages pages, ClientId client, Stand stand) {
    this.tail = tail;
    this.frames = frames;
    this.client = client;
    this.pages = pages;
    this.observer = parts.observer();
    this.clock = parts.clock();
    this.sent = stand.revision();
    this.composeThrough = stand.composeThrough();
    this.joinHead = stand.head();
  }

  /**
   * Where a session starts.
   *
   * @param revision what its replica has
   * @param head the newest revision when it joined
   * @param composeThrough up to where any changes may be composed for it
   */
  record Stand(long revision, long head, long composeThrough) {}

  /** The revision that the connection was last sent. */
  long sent() {
    return sent;
  }

  /** How many revisions it has fallen behind since it had caught up with its join's head. */
  long lag() {
    long at = sent;
    return at < joinHead ? 0 : tail.head() - at;
  }

  /**
   * From now on an edit may be in flight: no changes are composed.
   *
   * @return the revision up to which changes may have been sent composed
   */
  synchronized long mayEdit() {
    composeThrough = 0;
    return sent;
  }

  /** Takes the page that was asked for: at least one change. */
  void deliver(List<Change> changes) {
    page = changes;
    pageAsked = false;
  }

  /** The next frame; empty if everything was sent, or a page must come first. */
  synchronized Optional<String> next() {
    long at = sent;
    if (at >= tail.head()) {
      return Optional.empty();
    }
    Optional<List<Tail.Entry>> recent = tail.after(at, FRAME_REVISIONS);
    if (recent.isPresent()) {
      page = null;
      return Optional.of(live(recent.get()));
    }
    return fromLog(at);
  }

  private String live(List<Tail.Entry> entries) {
    Instant now = clock.instant();
    Tail.Entry first = entries.getFirst();
    long before = sent;
    String frame = frame(Tail.changes(entries));
    if (own(first.change())) {
      first.received().ifPresent(at -> observer.acknowledged(Duration.between(at, now)));
    } else {
      observer.fannedOut((int) (sent - before), Duration.between(first.durable(), now));
    }
    return frame;
  }

  private Optional<String> fromLog(long at) {
    List<Change> read = page;
    if (read != null && read.getLast().revision().number() > at) {
      int done = (int) (at + 1 - read.getFirst().revision().number());
      return Optional.of(frame(read.subList(done, read.size())));
    }
    if (!pageAsked) {
      pageAsked = true;
      pages.fetch(this, at, Math.min(at + FRAME_REVISIONS, tail.head()));
    }
    return Optional.empty();
  }

  /** The frame of the first of these: an ack, or everything up to the replica's own next change. */
  private String frame(List<Change> changes) {
    Change first = changes.getFirst();
    if (own(first)) {
      sent = first.revision().number();
      return frames.encode(new ServerMessage.Ack(first.id().seq(), sent));
    }
    long bound = composeThrough;
    Frames.Composing composing =
        first.revision().number() <= bound ? Frames.Composing.ANY : Frames.Composing.NONE;
    long through = composing == Frames.Composing.ANY ? bound : Long.MAX_VALUE;
    List<Change> run = changes.subList(0, run(changes, through));
    String frame = frames.change(run, composing);
    sent = run.getLast().revision().number();
    return frame;
  }

  /** How many of these changes, not the replica's own, go into one frame; at least one. */
  private int run(List<Change> changes, long through) {
    long weight = 0;
    int count = 0;
    for (Change change : changes) {
      weight += Tail.weight(change);
      boolean belongs =
          !own(change) && change.revision().number() <= through && weight <= FRAME_WEIGHT;
      if (count > 0 && !belongs) {
        break;
      }
      count++;
    }
    return count;
  }

  private boolean own(Change change) {
    return change.id().client().equals(client);
  }
}
