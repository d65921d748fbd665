package io.scriptorium.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so. */
final class ManualTimers implements Timers {
  private record Task(Instant due, long order, Runnable body) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
  private Instant now = Instant.EPOCH;
  private long count;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Timer after(Duration delay, Runnable body) {
    Task task = new Task(now.plus(delay), count++, body);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  /** Lets time pass, and what is due in it happen. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (!tasks.isEmpty() && !tasks.element().due().isAfter(end)) {
      Task next = tasks.remove();
      now = next.due();
      next.body().run();
    }
    now = end;
  }
}
