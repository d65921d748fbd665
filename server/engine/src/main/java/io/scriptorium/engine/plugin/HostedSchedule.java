package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Schedule;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An instance's work for later. */
final class HostedSchedule implements Schedule {
  /** How many pieces of work one instance may have planned. */
  private static final int MAX_TASKS = 10_000;

  private final PluginRun run;
  private final Platform platform;
  private final Runnable check;
  private final Set<Planned> planned = ConcurrentHashMap.newKeySet();

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

  /** The instance is no more: nothing of it is held on to. */
  void end() {
    planned.forEach(Planned::cancel);
  }

  private final class Planned implements Task {
    private final Duration delay;
    private volatile @Nullable Runnable work;
    private final boolean again;
    private volatile boolean cancelled;

    Planned(Duration delay, Runnable work, boolean again) {
      this.delay = delay;
      this.work = work;
      this.again = again;
    }

    void plan() {
      if (planned.size() >= MAX_TASKS) {
        throw new IllegalStateException(
            "plugin " + run.name() + " has planned " + MAX_TASKS + " pieces of work, the limit");
      }
      planned.add(this);
      platform.after(
          delay,
          () -> {
            planned.remove(this);
            if (!cancelled) {
              run.schedule(this::work);
            }
          });
    }

    private void work() {
      Runnable own = work;
      if (cancelled || own == null) {
        return;
      }
      try {
        own.run();
      } finally {
        if (again && !cancelled && run.alive()) {
          plan();
        }
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      work = null; // a timer that is not over yet must not hold on to it
      planned.remove(this);
    }
  }
}
