package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.DocumentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The documents in which something has happened that an instance was not told yet; no changes, only
 * where they are. They take turns: whoever was served goes to the end. Usable from any thread.
 */
final class Backlog {
  private final Map<DocumentId, Stretch> waiting = new LinkedHashMap<>();

  /**
   * What is to be told of a document.
   *
   * @param from the revision before the first change, as far as is known
   * @param head the newest revision that was heard of
   * @param look whether the document may be new, renamed, deleted or back
   */
  record Stretch(DocumentId document, long from, long head, boolean look) {
    private Stretch and(Stretch other) {
      return new Stretch(
          document, Math.min(from, other.from), Math.max(head, other.head), look || other.look);
    }

    /** The rest of it, after so much was told. */
    Stretch after(long revision) {
      return new Stretch(document, revision, Math.max(head, revision), false);
    }

    private long length() {
      return Math.max(0, head - from);
    }
  }

  /** Adds one, to what waits of its document if something does. */
  synchronized void add(Stretch stretch) {
    waiting.merge(stretch.document(), stretch, Stretch::and);
  }

  /** Takes the one out that has waited longest. */
  synchronized Optional<Stretch> next() {
    var first = waiting.values().iterator();
    if (!first.hasNext()) {
      return Optional.empty();
    }
    Stretch stretch = first.next();
    first.remove();
    return Optional.of(stretch);
  }

  /** A document is gone for good. */
  synchronized void forget(DocumentId document) {
    waiting.remove(document);
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  synchronized int documents() {
    return waiting.size();
  }

  /** How many changes there are to be told. */
  synchronized long revisions() {
    return waiting.values().stream().mapToLong(Stretch::length).sum();
  }
}
