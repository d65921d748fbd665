package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@link MemoryChangeLog} and {@link MemoryCatalogue} share; guarded by itself. */
final class MemoryDocuments {
  private final Map<DocumentId, Stored> documents = new HashMap<>();
  private final Set<DocumentId> taken = new HashSet<>();
  private final Set<DocumentId> notForgotten = new LinkedHashSet<>();

  /** One document. */
  static final class Stored {
    final DocumentId id;
    final Instant created;
    final List<Change> changes = new ArrayList<>();
    final Map<SubmissionId, Change> bySubmission = new HashMap<>();
    final Map<ClientId, Change> newest = new HashMap<>();
    final TreeMap<Long, Snapshot> snapshots = new TreeMap<>(Map.of(0L, Snapshot.initial()));
    String title;
    Instant changed;
    @Nullable Instant deleted;

    Stored(DocumentId id, String title, Instant created) {
      this.id = id;
      this.title = title;
      this.created = created;
      this.changed = created;
    }

    void add(Change change) {
      changes.add(change);
      bySubmission.put(change.id(), change);
      newest.merge(
          change.id().client(), change, (old, now) -> now.id().seq() > old.id().seq() ? now : old);
      changed = change.time();
    }
  }

  void create(Stored document) {
    if (!taken.add(document.id)) {
      throw new IllegalArgumentException("document id \"" + document.id + "\" is taken");
    }
    documents.put(document.id, document);
  }

  /** A document that is not deleted. */
  Optional<Stored> find(DocumentId id) {
    return findDeletedToo(id).filter(document -> document.deleted == null);
  }

  Optional<Stored> findDeletedToo(DocumentId id) {
    return Optional.ofNullable(documents.get(id));
  }

  List<Stored> all() {
    return List.copyOf(documents.values());
  }

  void remove(Stored document) {
    documents.remove(document.id);
    notForgotten.add(document.id);
  }

  /** Those that were removed, of which somebody else may keep something. */
  List<DocumentId> notForgotten() {
    return List.copyOf(notForgotten);
  }

  void forgotten(DocumentId id) {
    notForgotten.remove(id);
  }
}
