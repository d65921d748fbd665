package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log whose appends wait until a test lets them through, and fail as it says. */
final class HeldLog extends ForwardingChangeLog {
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

  /** What reads and keeps snapshots; appends go by themselves. */
  @Override
  protected ChangeLog target() {
    if (failing == Failing.ALL) {
      throw failure();
    }
    return disk;
  }
}
