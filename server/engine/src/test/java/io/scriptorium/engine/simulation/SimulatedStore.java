package io.scriptorium.engine.simulation;

import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.MemoryCatalogue;
import io.scriptorium.engine.MemoryChangeLog;
import io.scriptorium.engine.StoreException;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A disk that outlives servers, and the log that one server process has of it. An append takes
 * time, becomes durable somewhere in between, and is told later still; when its process dies
 * before, it is not there, and when it dies after, nobody was told.
 */
final class SimulatedStore {
  private final VirtualTime time;
  private final RandomGenerator random;
  private final MemoryCatalogue catalogue;
  private final MemoryChangeLog disk;
  private Fault fault = Fault.NONE;

  /** What is wrong with the disk. */
  enum Fault {
    NONE,
    /** It can be read, not written. */
    FULL,
    /** It can be neither read nor written: locked, or gone. */
    DOWN,
    /** Some appends fail, and nobody knows whether before or after they became durable. */
    UNCERTAIN
  }

  SimulatedStore(VirtualTime time, RandomGenerator random) {
    this.time = time;
    this.random = random;
    this.catalogue = new MemoryCatalogue(time);
    this.disk = new MemoryChangeLog(catalogue);
  }

  MemoryCatalogue catalogue() {
    return catalogue;
  }

  /** What is durable, to be looked at without any fault. */
  MemoryChangeLog disk() {
    return disk;
  }

  void fault(Fault now) {
    fault = now;
  }

  /** The log as a process has it. */
  ChangeLog log(ServerProcess process) {
    return new Log(process);
  }

  private static StoreException failure(String what) {
    return new StoreException(what, new java.io.IOException("simulated"));
  }

  private final class Log implements ChangeLog {
    private final ServerProcess process;
    private long lastDurable;
    private long lastTold;

    Log(ServerProcess process) {
      this.process = process;
    }

    @Override
    public CompletionStage<AppendResult> append(
        DocumentId document, Revision expected, List<Change> changes) {
      CompletableFuture<AppendResult> told = new CompletableFuture<>();
      long durable = Math.max(lastDurable, time.micros() + random.nextInt(4_000));
      long tell = Math.max(Math.max(lastTold, durable), durable + random.nextInt(1_000));
      lastDurable = durable;
      lastTold = tell;
      process.afterMicros(
          durable - time.micros(),
          () -> {
            CompletionStage<AppendResult> outcome = write(document, expected, changes);
            process.afterMicros(tell - time.micros(), () -> pass(outcome, told));
          });
      return told;
    }

    private CompletionStage<AppendResult> write(
        DocumentId document, Revision expected, List<Change> changes) {
      boolean lost = fault == Fault.UNCERTAIN && random.nextInt(3) == 0;
      if (fault == Fault.FULL || fault == Fault.DOWN || lost) {
        return CompletableFuture.failedFuture(failure("the disk is full"));
      }
      CompletionStage<AppendResult> written = disk.append(document, expected, changes);
      boolean untold = fault == Fault.UNCERTAIN && random.nextInt(3) == 0;
      return untold ? CompletableFuture.failedFuture(failure("the disk timed out")) : written;
    }

    private static void pass(
        CompletionStage<AppendResult> outcome, CompletableFuture<AppendResult> told) {
      var _ =
          outcome.whenComplete((result, failure) -> {
            if (failure instanceof IllegalArgumentException twice) {
              throw new AssertionError("appended what the contract forbids", twice);
            }
            var _ = failure == null ? told.complete(result) : told.completeExceptionally(failure);
          });
    }

    private <T> T read(Supplier<T> answer) {
      if (fault == Fault.DOWN) {
        throw failure("the database is locked");
      }
      return answer.get();
    }

    @Override
    public Optional<Stored> open(DocumentId document) {
      return read(() -> disk.open(document));
    }

    @Override
    public List<Change> read(DocumentId document, Revision after, Revision through) {
      return read(() -> disk.read(document, after, through));
    }

    @Override
    public Optional<Change> find(DocumentId document, SubmissionId submission) {
      return read(() -> disk.find(document, submission));
    }

    @Override
    public Optional<Change> newestOf(DocumentId document, ClientId client) {
      return read(() -> disk.newestOf(document, client));
    }

    @Override
    public Optional<Snapshot> snapshotAtOrBefore(DocumentId document, Revision revision) {
      return read(() -> disk.snapshotAtOrBefore(document, revision));
    }

    @Override
    public void saveSnapshot(DocumentId document, Snapshot snapshot) {
      if (fault == Fault.FULL || fault == Fault.DOWN) {
        throw failure("the disk is full");
      }
      disk.saveSnapshot(document, snapshot);
    }
  }
}
