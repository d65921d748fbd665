package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A catalogue in memory: for tests. */
public final class MemoryCatalogue implements Catalogue {
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(Entry::changed).reversed().thenComparing(entry -> entry.id().value());

  private final MemoryDocuments documents = new MemoryDocuments();
  private final InstantSource clock;

  /** The last entry of each page that had a next one, by that one's cursor. */
  private final Map<String, Entry> cursors = new HashMap<>();

  private volatile Optional<StoreException> purgeFailure = Optional.empty();

  /** An empty one. */
  public MemoryCatalogue(InstantSource clock) {
    this.clock = clock;
  }

  /** What each purge ends with from now on; empty for its work. */
  void failPurges(Optional<StoreException> failure) {
    purgeFailure = failure;
  }

  MemoryDocuments documents() {
    return documents;
  }

  @Override
  public Entry create(DocumentId id, String title) {
    synchronized (documents) {
      var document = new MemoryDocuments.Stored(id, title, clock.instant());
      documents.create(document);
      return entry(document);
    }
  }

  @Override
  public Optional<Entry> find(DocumentId id) {
    synchronized (documents) {
      return documents.find(id).map(MemoryCatalogue::entry);
    }
  }

  @Override
  public List<Entry> findAll(List<DocumentId> ids) {
    synchronized (documents) {
      return ids.stream().flatMap(id -> find(id).stream()).toList();
    }
  }

  @Override
  public Page list(int limit, Optional<String> cursor, Predicate<DocumentId> shown) {
    if (limit < 1 || limit > 200) {
      throw new IllegalArgumentException("a page has 1 to 200 documents, got " + limit);
    }
    synchronized (documents) {
      Optional<Entry> last = cursor.map(this::lastBefore);
      List<Entry> rest =
          documents.all().stream()
              .filter(document -> document.deleted == null)
              .map(MemoryCatalogue::entry)
              .filter(entry -> shown.test(entry.id()))
              .filter(entry -> last.isEmpty() || NEWEST_FIRST.compare(entry, last.get()) > 0)
              .sorted(NEWEST_FIRST)
              .toList();
      return rest.size() <= limit
          ? new Page(rest, Optional.empty())
          : new Page(rest.subList(0, limit), Optional.of(cursorAfter(rest.get(limit - 1))));
    }
  }

  private Entry lastBefore(String cursor) {
    Entry last = cursors.get(cursor);
    if (last == null) {
      throw new IllegalArgumentException("no page ended at cursor \"" + cursor + "\"");
    }
    return last;
  }

  private String cursorAfter(Entry last) {
    String cursor = "page-" + cursors.size();
    cursors.put(cursor, last);
    return cursor;
  }

  @Override
  public Optional<Entry> rename(DocumentId id, String title) {
    synchronized (documents) {
      return documents
          .find(id)
          .map(document -> {
            document.title = title;
            document.changed = clock.instant();
            return entry(document);
          });
    }
  }

  @Override
  public boolean delete(DocumentId id) {
    synchronized (documents) {
      Optional<MemoryDocuments.Stored> found = documents.find(id);
      found.ifPresent(document -> document.deleted = clock.instant());
      return found.isPresent();
    }
  }

  @Override
  public Optional<Entry> restore(DocumentId id) {
    synchronized (documents) {
      return documents
          .findDeletedToo(id)
          .filter(document -> document.deleted != null)
          .map(document -> {
            document.deleted = null;
            document.changed = clock.instant();
            return entry(document);
          });
    }
  }

  @Override
  public void purge(Instant deletedBefore, Predicate<DocumentId> forgotten) {
    purgeFailure.ifPresent(failure -> {
      throw failure;
    });
    List<MemoryDocuments.Stored> all;
    List<DocumentId> kept;
    synchronized (documents) {
      all = documents.all();
      kept = documents.notForgotten();
    }
    kept.forEach(id -> note(id, forgotten));
    for (MemoryDocuments.Stored document : all) {
      if (purge(document, deletedBefore)) {
        note(document.id, forgotten);
      }
    }
  }

  private void note(DocumentId id, Predicate<DocumentId> forgotten) {
    if (forgotten.test(id)) {
      synchronized (documents) {
        documents.forgotten(id);
      }
    }
  }

  /** Whether it is there, if only to be restored: not purged. */
  public boolean keeps(DocumentId id) {
    synchronized (documents) {
      return documents.findDeletedToo(id).isPresent();
    }
  }

  private boolean purge(MemoryDocuments.Stored document, Instant deletedBefore) {
    synchronized (documents) {
      if (document.deleted == null || !document.deleted.isBefore(deletedBefore)) {
        return false;
      }
      documents.remove(document);
      return true;
    }
  }

  private static Entry entry(MemoryDocuments.Stored document) {
    return new Entry(
        document.id,
        document.title,
        new Revision(document.changes.size()),
        document.created,
        document.changed);
  }
}
