package io.scriptorium.engine;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A document's own thread of events: tasks run one at a time, in the order in which they were
 * offered, a turn of them together, on whatever thread the executor has. Any thread may offer.
 *
 * <p>It starts closed to running (tasks wait until {@link #start}) and can end: once {@link
 * #closeIfEmpty} said yes, every offer is refused, so that nothing is ever left lying in it.
 */
final class Mailbox {
  /** How many tasks one turn runs, so that a busy document does not keep a thread to itself. */
  private static final int TASKS_PER_TURN = 256;

  private final Executor executor;
  private final Turn turn;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean started;
  private boolean running;
  private boolean closed;

  /** What a mailbox does around its tasks. */
  interface Turn {
    /** A turn of tasks has run. */
    void ended();

    /** A task, or {@link #ended}, threw: a defect. The tasks after it still run. */
    void failed(Throwable defect);
  }

  Mailbox(Executor executor, Turn turn) {
    this.executor = executor;
    this.turn = turn;
  }

  /** Has a task run after those that wait; false if the mailbox has closed. */
  synchronized boolean offer(Runnable task) {
    if (closed) {
      return false;
    }
    waiting.add(task);
    runIfIdle();
    return true;
  }

  /** Starts running, with this task before all that wait. */
  synchronized void start(Runnable first) {
    waiting.addFirst(first);
    started = true;
    runIfIdle();
  }

  /** Refuses all offers from now on, unless something waits; to be called by a task. */
  synchronized boolean closeIfEmpty() {
    closed = closed || waiting.isEmpty();
    return closed;
  }

  private void runIfIdle() {
    if (started && !running) {
      running = true;
      executor.execute(this::run);
    }
  }

  private void run() {
    for (int i = 0; i < TASKS_PER_TURN; i++) {
      Runnable task = next();
      if (task == null) {
        break;
      }
      guarded(task);
    }
    guarded(turn::ended);
    again();
  }

  /** The edge where a defect is caught: it must cost this document alone. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error defect) {
      turn.failed(defect);
    }
  }

  private synchronized @Nullable Runnable next() {
    return waiting.poll();
  }

  private synchronized void again() {
    running = false;
    if (!waiting.isEmpty()) {
      runIfIdle();
    }
  }
}
