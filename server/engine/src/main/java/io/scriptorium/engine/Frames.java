package io.scriptorium.engine;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Change;
import io.scriptorium.protocol.ServerMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a document's {@code change} frames, each only once however many sessions are sent it. Which
 * neighbouring changes become one delta follows the protocol's "Sending changes": quill-delta's
 * transform does not associate over compose, so they stay apart wherever the receiver may have an
 * edit in flight. The protocol lets those without deletes be composed even then; the simulation
 * found replicas that differ after it, so they are not. Usable from any thread.
 */
final class Frames {
  /** So many frames may be kept before the old ones are dropped. */
  private static final int MANY = 128;

  /**
   * How old a frame may then be, in revisions: who is further behind is sent larger ones anyway.
   */
  private static final long RECENT = 64;

  /** How much text the frames that are kept may hold; past it all are dropped and made anew. */
  private static final long MAX_CACHED_CHARS = 1L << 20;

  private final FrameEncoder encoder;
  private final Map<Key, String> made = new ConcurrentHashMap<>();
  private final AtomicLong cachedChars = new AtomicLong();

  /** What a frame depends on: with a document's log fixed, nothing else. */
  private record Key(long from, long revision, Composing composing) {}

  /** Which changes may be composed. */
  enum Composing {
    /** None; for a replica that may have an edit in flight. */
    NONE,
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
    Key key = new Key(from, revision, composing);
    String frame = made.get(key); // does not lock: hundreds of writers ask for the same one
    return frame != null
        ? frame
        : made.computeIfAbsent(key, missing -> make(from, revision, changes, composing));
  }

  /** The frame of a message of one session's own. */
  String encode(ServerMessage message) {
    return encoder.encode(message);
  }

  /** Lets frames go that nobody is likely to need; called when the head has moved. */
  void forgetOld(long head) {
    if (cachedChars.get() > MAX_CACHED_CHARS) {
      made.clear();
      cachedChars.set(0);
    } else if (made.size() > MANY) {
      made.keySet().removeIf(key -> key.revision() < head - RECENT);
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

  /** The changes' deltas, made one where that is sound. */
  static List<Delta> compose(List<Change> changes, Composing composing) {
    List<Delta> deltas = changes.stream().map(Change::delta).toList();
    return composing == Composing.ANY ? List.of(Delta.composeAll(deltas)) : deltas;
  }

  private static List<String> authors(List<Change> changes) {
    Set<String> authors = new LinkedHashSet<>();
    for (Change change : changes) {
      authors.add(change.session().value());
    }
    return List.copyOf(authors);
  }
}
