package io.scriptorium.engine.plugin;

import io.scriptorium.engine.plugin.Checkpoints.Known;
import io.scriptorium.plugin.DocumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an instance has been told, in memory, made durable now and then: what is told again after a
 * crash is at most what was told since. Usable from any thread; blocks for the disk.
 */
final class Ledger {
  /** So often it is made durable while something changes. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  /** After so many changes it is made durable earlier. */
  private static final int MAX_UNSAVED = 1_000;

  /** How many documents are remembered: those that are written in at the moment, mostly. */
  private static final int MAX_REMEMBERED = 1_000;

  private final Checkpoints checkpoints;
  private final Map<DocumentId, Known> unsaved = new LinkedHashMap<>();
  private final Set<DocumentId> forgotten = new HashSet<>();

  private final Map<DocumentId, Known> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentId, Known> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private int notes;
  private Instant saved;
  private boolean closed;

  Ledger(Checkpoints checkpoints, Instant now) {
    this.checkpoints = checkpoints;
    this.saved = now;
  }

  /** What the plugin knows of a document. */
  synchronized Optional<Known> find(DocumentId document) {
    Known newest = unsaved.get(document);
    if (newest == null) {
      newest = remembered.get(document);
    }
    if (newest != null) {
      return Optional.of(newest);
    }
    Optional<Known> stored = checkpoints.find(document);
    stored.ifPresent(known -> remembered.put(document, known));
    return stored;
  }

  /** A page of what was durable when the instance was started, or is since. */
  List<Known> list(Optional<DocumentId> beyond, int limit) {
    return checkpoints.list(beyond, limit);
  }

  /** The plugin knows this now. */
  synchronized void note(Known known) {
    if (!closed && !forgotten.contains(known.document())) {
      unsaved.put(known.document(), known);
      notes++;
    }
  }

  /** A document is gone for good: nothing of it is taken note of any more. */
  synchronized void forget(DocumentId document) {
    forgotten.add(document);
    unsaved.remove(document);
    remembered.remove(document);
  }

  /** Makes it durable if it is time to. */
  synchronized void saveIfDue(Instant now) {
    boolean due = notes >= MAX_UNSAVED || !now.isBefore(saved.plus(PAUSE));
    if (due && !unsaved.isEmpty()) {
      saved = now; // also if it fails: the next try comes after the pause
      save();
    }
  }

  /** Whether something is to be made durable. */
  synchronized boolean hasUnsaved() {
    return !unsaved.isEmpty();
  }

  private void save() {
    checkpoints.save(List.copyOf(unsaved.values()));
    remembered.putAll(unsaved);
    unsaved.clear();
    notes = 0;
  }

  /** Makes the rest durable; nothing is taken note of any more. */
  synchronized void close() {
    closed = true;
    if (!unsaved.isEmpty()) {
      save();
    }
  }
}
