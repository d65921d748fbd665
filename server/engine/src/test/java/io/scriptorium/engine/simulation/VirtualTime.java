package io.scriptorium.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/**
 * The clock and the only thread of a simulation: things happen in the order of their times, at one
 * time in the order in which they were planned, and time passes only in between.
 */
final class VirtualTime implements InstantSource {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long nowMicros;
  private long planned;

  private record Event(long atMicros, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atMicros, other.atMicros);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nowMicros * 1000);
  }

  long micros() {
    return nowMicros;
  }

  void after(Duration delay, Runnable task) {
    afterMicros(delay.toNanos() / 1000, task);
  }

  void afterMicros(long delay, Runnable task) {
    events.add(new Event(nowMicros + Math.max(0, delay), planned++, task));
  }

  /** Has the next thing happen; false if nothing is planned. */
  boolean step() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    nowMicros = next.atMicros();
    next.task().run();
    return true;
  }
}
