package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The append-only list of each document's changes: the only truth about its content. Snapshots
 * stand beside it and can always be made again from it.
 *
 * <p>Usable from any thread. {@link #append} returns at once; every other method blocks for the
 * disk. What cannot be read or written is a {@link StoreException}.
 */
public interface ChangeLog {
  /**
   * Appends changes to a document whose head is {@code expected}: compare-and-append, so that of
   * two writers at one revision one wins and the other is told the head. All of the changes or none
   * are appended.
   *
   * <p>The stage completes normally only when the outcome is known; with {@link
   * AppendResult.Appended} the changes are durable: the disk was forced. It completes with a {@link
   * StoreException} where the outcome is not known, and the caller must then read what is there.
   * Stages of one document complete in the order of their calls. They complete on a thread of the
   * log's: dependents must hand on at once.
   *
   * @param changes at least one, contiguous, the first of them making {@code expected.next()}; no
   *     two with one submission id, and none with an id that the document already has
   */
  CompletionStage<AppendResult> append(
      DocumentId document, Revision expected, List<Change> changes);

  /** What became of an append. */
  sealed interface AppendResult {
    /** The changes are durable. */
    record Appended() implements AppendResult {}

    /** Nothing was appended: the document's head is another one. */
    record Conflict(Revision head) implements AppendResult {}

    /** Nothing was appended: there is no such document, or it was deleted. */
    record NoSuchDocument() implements AppendResult {}
  }

  /**
   * The document's newest snapshot and all changes after it, in one atomic read; empty if there is
   * no such document or it was deleted.
   */
  Optional<Stored> open(DocumentId document);

  /**
   * A document as it is stored.
   *
   * @param tail contiguous, from {@code snapshot.revision().next()} to the head
   */
  record Stored(Snapshot snapshot, List<Change> tail) {
    public Stored {
      tail = List.copyOf(tail);
    }
  }

  /**
   * The changes after {@code after}, up to and with {@code through}, in order; fewer if the head
   * comes first, none if there is no such document.
   */
  List<Change> read(DocumentId document, Revision after, Revision through);

  /** The change that this submission became, if it was committed. */
  Optional<Change> find(DocumentId document, SubmissionId submission);

  /** The change of this replica with the highest seq, if it has any in this document. */
  Optional<Change> newestOf(DocumentId document, ClientId client);

  /**
   * The newest snapshot at or before a revision; the document's first one is at revision 0. Empty
   * if there is no such document.
   */
  Optional<Snapshot> snapshotAtOrBefore(DocumentId document, Revision revision);

  /**
   * The document as it was at a revision; empty if there is no such document or it has not come
   * that far.
   */
  default Optional<Snapshot> at(DocumentId document, Revision revision) {
    return snapshotAtOrBefore(document, revision)
        .map(start -> {
          Snapshot reached = start;
          for (Change change : read(document, start.revision(), revision)) {
            reached = new Snapshot(change.revision(), reached.content().apply(change.delta()));
          }
          return reached;
        })
        .filter(reached -> reached.revision().equals(revision));
  }

  /**
   * Keeps a snapshot, so that opening and reading history have less to replay; nothing happens if
   * there is no such document.
   *
   * @throws IllegalArgumentException if the document has not come as far as the snapshot
   */
  void saveSnapshot(DocumentId document, Snapshot snapshot);
}
