package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Work that waits for the test's clock; of one instance of the plugin. */
final class FakeSchedule implements Schedule {
  private final TestClock clock;
  private final HookQueue hooks;
  private final Runnable requireRunning;
  private final TreeSet<Due> waiting =
      new TreeSet<>(Comparator.comparing(Due::moment).thenComparingLong(Due::number));
  private long made;

  private record Due(Instant moment, long number, Work work) {}

  private static final class Work {
    private final Runnable body;
    private final Optional<Duration> pause;
    private volatile boolean cancelled;

    Work(Runnable body, Optional<Duration> pause) {
      this.body = body;
      this.pause = pause;
    }
  }

  FakeSchedule(TestClock clock, HookQueue hooks, Runnable requireRunning) {
    this.clock = clock;
    this.hooks = hooks;
    this.requireRunning = requireRunning;
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    requireRunning.run();
    return plan(delay, new Work(work, Optional.empty()));
  }

  @Override
  public Task every(Duration pause, Runnable work) {
    requireRunning.run();
    if (!pause.isPositive()) {
      throw new IllegalArgumentException("a pause must be positive, got " + pause);
    }
    return plan(pause, new Work(work, Optional.of(pause)));
  }

  private synchronized Task plan(Duration delay, Work work) {
    waiting.add(new Due(clock.in(delay), made++, work));
    return () -> work.cancelled = true;
  }

  /** When the next work is due. */
  synchronized Optional<Instant> next() {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first().moment());
  }

  /** Hands the work that is due next to the plugin's thread. */
  synchronized void hand() {
    var work = waiting.removeFirst().work();
    hooks.add("scheduled work", () -> run(work));
  }

  private void run(Work work) {
    if (work.cancelled) {
      return;
    }
    try {
      work.body.run();
    } finally {
      work.pause.ifPresent(pause -> plan(pause, work));
    }
  }
}
