package io.scriptorium.bench.load;

import java.util.ArrayDeque;

/** When messages came to one client, as far as it takes to say how many came in a second. */
final class Arrivals {
  private static final long SECOND = 1_000_000_000;

  private final ArrayDeque<Long> lastSecond = new ArrayDeque<>();
  private int count;
  private int most;

  /** One came, at a {@link System#nanoTime} not before that of the one before. */
  void add(long nanos) {
    while (!lastSecond.isEmpty() && nanos - lastSecond.element() >= SECOND) {
      lastSecond.remove();
    }
    lastSecond.add(nanos);
    most = Math.max(most, lastSecond.size());
    count++;
  }

  /** How many came. */
  int count() {
    return count;
  }

  /** The most that came within one second, whenever it began. */
  int mostInASecond() {
    return most;
  }
}
