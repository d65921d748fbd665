package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log whose appends wait until a test lets them through, and fail as it says. */
final class HeldLog implements ChangeLog {
  private final ChangeLog disk;
  private final ArrayDeque<Runnable> held = new ArrayDeque<>();
  private boolean holding;
  private Failing failing = Failing.NOTHING;

  /** What fails. */
  enum Failing {
    NOTHING,
    /** Appends, before anything is written. */
    WRITES,
    /** Appends, after everything was written. */
    ANSWERS,
    /** All, and nothing is written. */
    ALL
  }

  HeldLog(ChangeLog disk) {
    this.disk = disk;
  }

  /** From now on appends wait. */
  void hold() {
    holding = true;
  }

  /** Lets those that wait through, and all to come. */
  void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  int waiting() {
    return held.size();
  }

  void fail(Failing what) {
    failing = what;
  }

  @Override
  public CompletionStage<AppendResult> append(
      DocumentId document, Revision expected, List<Change> changes) {
    CompletableFuture<AppendResult> told = new CompletableFuture<>();
    Runnable append = () -> write(document, expected, changes, told);
    if (holding) {
      held.add(append);
    } else {
      append.run();
    }
    return told;
  }

  private void write(
      DocumentId document,
      Revision expected,
      List<Change> changes,
      CompletableFuture<AppendResult> told) {
    if (failing == Failing.WRITES || failing == Failing.ALL) {
      told.completeExceptionally(failure());
      return;
    }
    var _ =
        disk.append(document, expected, changes)
            .whenComplete((result, failure) -> {
              if (failing == Failing.ANSWERS || failure != null) {
                told.completeExceptionally(failure == null ? failure() : failure);
              } else {
                told.complete(result);
              }
            });
  }

  private static StoreException failure() {
    return new StoreException("the disk is full", new java.io.IOException("simulated"));
  }

  private ChangeLog readable() {
    if (failing == Failing.ALL) {
      throw failure();
    }
    return disk;
  }

  @Override
  public Optional<Stored> open(DocumentId document) {
    return readable().open(document);
  }

  @Override
  public List<Change> read(DocumentId document, Revision after, Revision through) {
    return readable().read(document, after, through);
  }

  @Override
  public Optional<Change> find(DocumentId document, SubmissionId submission) {
    return readable().find(document, submission);
  }

  @Override
  public Optional<Change> newestOf(DocumentId document, ClientId client) {
    return readable().newestOf(document, client);
  }

  @Override
  public Optional<Snapshot> snapshotAtOrBefore(DocumentId document, Revision revision) {
    return readable().snapshotAtOrBefore(document, revision);
  }

  @Override
  public void saveSnapshot(DocumentId document, Snapshot snapshot) {
    readable().saveSnapshot(document, snapshot);
  }
}
