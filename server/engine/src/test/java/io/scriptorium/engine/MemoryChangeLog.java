package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A change log in memory: for tests, what it holds ends with it. Every append completes at once.
 */
public final class MemoryChangeLog implements ChangeLog {
  private final MemoryDocuments documents;

  /** The log of a catalogue's documents. */
  public MemoryChangeLog(MemoryCatalogue catalogue) {
    this.documents = catalogue.documents();
  }

  @Override
  public CompletionStage<AppendResult> append(
      DocumentId document, Revision expected, List<Change> changes) {
    requireSense(expected, changes);
    synchronized (documents) {
      try {
        return CompletableFuture.completedFuture(appendNow(document, expected, changes));
      } catch (IllegalArgumentException twice) {
        return CompletableFuture.failedFuture(twice);
      }
    }
  }

  private static void requireSense(Revision expected, List<Change> changes) {
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("an append has at least one change");
    }
    Set<SubmissionId> ids = new HashSet<>();
    Revision next = expected.next();
    for (Change change : changes) {
      if (!change.revision().equals(next) || !ids.add(change.id())) {
        throw new IllegalArgumentException(
            "expected another submission for revision " + next + ", got " + change);
      }
      next = next.next();
    }
  }

  private AppendResult appendNow(DocumentId id, Revision expected, List<Change> changes) {
    Optional<MemoryDocuments.Stored> found = documents.find(id);
    if (found.isEmpty()) {
      return new AppendResult.NoSuchDocument();
    }
    MemoryDocuments.Stored document = found.get();
    if (document.changes.size() != expected.number()) {
      return new AppendResult.Conflict(new Revision(document.changes.size()));
    }
    for (Change change : changes) {
      if (document.bySubmission.containsKey(change.id())) {
        throw new IllegalArgumentException(
            "submission " + change.id() + " is in document " + id + " already");
      }
    }
    changes.forEach(document::add);
    return new AppendResult.Appended();
  }

  @Override
  public Optional<Stored> open(DocumentId id) {
    return of(
        id,
        document -> {
          Snapshot newest = document.snapshots.lastEntry().getValue();
          int from = Math.toIntExact(newest.revision().number());
          return new Stored(newest, document.changes.subList(from, document.changes.size()));
        });
  }

  @Override
  public List<Change> read(DocumentId id, Revision after, Revision through) {
    return of(id, document -> range(document.changes, after.number(), through.number()))
        .orElse(List.of());
  }

  private static List<Change> range(List<Change> changes, long after, long through) {
    int to = (int) Math.min(through, changes.size());
    return after >= to ? List.of() : List.copyOf(changes.subList((int) after, to));
  }

  @Override
  public Optional<Change> find(DocumentId id, SubmissionId submission) {
    return of(id, document -> Optional.ofNullable(document.bySubmission.get(submission)))
        .flatMap(Function.identity());
  }

  @Override
  public Optional<Change> newestOf(DocumentId id, ClientId client) {
    return of(id, document -> Optional.ofNullable(document.newest.get(client)))
        .flatMap(Function.identity());
  }

  @Override
  public Optional<Snapshot> snapshotAtOrBefore(DocumentId id, Revision revision) {
    return of(id, document -> document.snapshots.floorEntry(revision.number()).getValue());
  }

  @Override
  public void saveSnapshot(DocumentId id, Snapshot snapshot) {
    of(
        id,
        document -> {
          long revision = snapshot.revision().number();
          if (revision > document.changes.size()) {
            throw new IllegalArgumentException(
                "snapshot at " + revision + ", document " + id + " at " + document.changes.size());
          }
          return Optional.ofNullable(document.snapshots.put(revision, snapshot));
        });
  }

  private <T> Optional<T> of(DocumentId id, Function<MemoryDocuments.Stored, T> answer) {
    synchronized (documents) {
      return documents.find(id).map(answer);
    }
  }
}
