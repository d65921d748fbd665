package io.scriptorium.engine;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Change;
import io.scriptorium.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a document's {@code change} frames, each only once however many sessions are sent it. Which
 * neighbouring changes become one delta is the protocol's rule ("Sending changes"): quill-delta's
 * transform does not associate over a compose with deletes in it, so those stay apart wherever the
 * receiver may have an edit in flight. Usable from any thread.
 */
final class Frames {
  /** How much text the frames that are kept may hold; past it all are dropped and made anew. */
  private static final long MAX_CACHED_CHARS = 4L << 20;

  private final FrameEncoder encoder;
  private final Map<Key, String> made = new ConcurrentHashMap<>();
  private final AtomicLong cachedChars = new AtomicLong();

  /** What a frame depends on: with a document's log fixed, nothing else. */
  private record Key(long from, long revision, Composing composing) {}

  /** Which changes may be composed. */
  enum Composing {
    /** Neighbours without deletes; for a replica that may have an edit in flight. */
    WITHOUT_DELETES,
    /** All; for a replica that cannot have one. */
    ANY
  }

  Frames(FrameEncoder encoder) {
    this.encoder = encoder;
  }

  /** The frame of these contiguous changes, at least one. */
  String change(List<Change> changes, Composing composing) {
    long from = changes.getFirst().revision().number() - 1;
    long revision = changes.getLast().revision().number();
    return made.computeIfAbsent(
        new Key(from, revision, composing), key -> make(from, revision, changes, composing));
  }

  /** The frame of a message of one session's own. */
  String encode(ServerMessage message) {
    return encoder.encode(message);
  }

  /** Lets old frames go when they are many; called when changes became durable. */
  void forgetIfMany() {
    if (cachedChars.get() > MAX_CACHED_CHARS) {
      made.clear();
      cachedChars.set(0);
    }
  }

  private String make(long from, long revision, List<Change> changes, Composing composing) {
    String frame =
        encoder.encode(
            new ServerMessage.Change(
                from, revision, compose(changes, composing), authors(changes)));
    cachedChars.addAndGet(frame.length());
    return frame;
  }

  /** The changes' deltas, neighbours made one where that is sound. */
  static List<Delta> compose(List<Change> changes, Composing composing) {
    List<Delta> deltas = new ArrayList<>();
    boolean lastDeletes = false;
    for (Change change : changes) {
      Delta next = change.delta();
      boolean deletes = next.deletes();
      if (!deltas.isEmpty() && (composing == Composing.ANY || !(lastDeletes || deletes))) {
        deltas.add(deltas.removeLast().compose(next));
      } else {
        deltas.add(next);
      }
      lastDeletes = deletes;
    }
    return deltas;
  }

  private static List<String> authors(List<Change> changes) {
    Set<String> authors = new LinkedHashSet<>();
    for (Change change : changes) {
      authors.add(change.session().value());
    }
    return List.copyOf(authors);
  }
}
