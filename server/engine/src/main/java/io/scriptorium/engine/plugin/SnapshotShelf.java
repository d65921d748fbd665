package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest contents that plugins were shown, shared by all plugins: of those that follow a
 * document closely, the first pays for applying a change. Usable from any thread.
 */
final class SnapshotShelf {
  /** How many documents have a place. */
  private static final int MAX_DOCUMENTS = 64;

  /** How much text they may have together, in UTF-16 code units: some 64 MB. */
  private static final long MAX_CHARS = 8L << 20;

  /** How many revisions of one are kept: they share nearly all of their structure. */
  private static final int MAX_REVISIONS = 32;

  /** Longest unused first. */
  private final Map<DocumentId, ArrayDeque<Snapshot>> shelf = new LinkedHashMap<>(16, 0.75f, true);

  /** A content, if it is here. */
  synchronized Optional<Snapshot> find(DocumentId document, Revision revision) {
    ArrayDeque<Snapshot> kept = shelf.get(document);
    return kept == null
        ? Optional.empty()
        : kept.stream().filter(snapshot -> snapshot.revision().equals(revision)).findFirst();
  }

  /** The content after a change. */
  Snapshot after(DocumentId document, Snapshot before, Change change) {
    return find(document, change.revision())
        .orElseGet(() -> {
          var after = new Snapshot(change.revision(), before.content().apply(change.delta()));
          put(document, after);
          return after;
        });
  }

  /** Keeps a content for a while. */
  synchronized void put(DocumentId document, Snapshot snapshot) {
    ArrayDeque<Snapshot> kept = shelf.computeIfAbsent(document, none -> new ArrayDeque<>());
    kept.addFirst(snapshot);
    if (kept.size() > MAX_REVISIONS) {
      kept.removeLast();
    }
    long chars = shelf.values().stream().mapToLong(SnapshotShelf::chars).sum();
    Iterator<ArrayDeque<Snapshot>> oldest = shelf.values().iterator();
    while (shelf.size() > 1 && (chars > MAX_CHARS || shelf.size() > MAX_DOCUMENTS)) {
      chars -= chars(oldest.next());
      oldest.remove();
    }
  }

  private static long chars(ArrayDeque<Snapshot> kept) {
    return kept.getFirst().content().length();
  }

  /** A document is gone. */
  synchronized void forget(DocumentId document) {
    shelf.remove(document);
  }
}
