package io.scriptorium.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Real time, on a client's own thread.
 *
 * @param afterEach runs after every task
 */
record ThreadTimers(ScheduledExecutorService thread, InstantSource clock, Runnable afterEach)
    implements Timers {
  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Future<?> scheduled =
        thread.schedule(
            () -> {
              task.run();
              afterEach.run();
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }
}
