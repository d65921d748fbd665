package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Schedule;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance's work for later. */
final class HostedSchedule implements Schedule {
  /** How many pieces of work one instance may have planned. */
  private static final int MAX_TASKS = 10_000;

  private final PluginRun run;
  private final Platform platform;
  private final Runnable check;
  private final AtomicInteger planned = new AtomicInteger();

  /**
   * @param check throws once the instance has ended
   */
  HostedSchedule(PluginRun run, Platform platform, Runnable check) {
    this.run = run;
    this.platform = platform;
    this.check = check;
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    check.run();
    Planned task = new Planned(delay, work, /* again= */ false);
    task.plan();
    return task;
  }

  @Override
  public Task every(Duration pause, Runnable work) {
    check.run();
    if (pause.isNegative() || pause.isZero()) {
      throw new IllegalArgumentException("the pause must be longer than nothing, got " + pause);
    }
    Planned task = new Planned(pause, work, /* again= */ true);
    task.plan();
    return task;
  }

  private final class Planned implements Task {
    private final Duration delay;
    private final Runnable work;
    private final boolean again;
    private volatile boolean cancelled;

    Planned(Duration delay, Runnable work, boolean again) {
      this.delay = delay;
      this.work = work;
      this.again = again;
    }

    void plan() {
      if (planned.incrementAndGet() > MAX_TASKS) {
        planned.decrementAndGet();
        throw new IllegalStateException(
            "plugin " + run.name() + " has planned " + MAX_TASKS + " pieces of work, the limit");
      }
      platform.after(
          delay,
          () -> {
            planned.decrementAndGet();
            if (!cancelled) {
              run.schedule(this::work);
            }
          });
    }

    private void work() {
      if (cancelled) {
        return;
      }
      try {
        work.run();
      } finally {
        if (again && !cancelled && run.alive()) {
          plan();
        }
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
