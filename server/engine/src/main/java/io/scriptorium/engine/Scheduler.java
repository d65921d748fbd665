package io.scriptorium.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something later: the engine's only way to wait. Usable from any thread. */
@FunctionalInterface
public interface Scheduler {
  /**
   * Runs a task once, when so much time has passed. The task hands on at once and throws nothing;
   * one that is no longer wanted finds that out for itself. After the scheduler's end nothing runs.
   */
  void after(Duration delay, Runnable task);

  /** One that uses a JDK executor, which the caller shuts down. */
  static Scheduler of(ScheduledExecutorService executor) {
    return (delay, task) -> {
      if (!executor.isShutdown()) {
        var _ = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      }
    };
  }
}
