package io.scriptorium.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again: twice as long after each failure, up to a limit, and
 * somewhere between half of that and all of it, so that the clients of a server that comes back do
 * not all come at once.
 *
 * @param first the wait after the first failure
 * @param longest the wait never exceeds this
 */
public record Backoff(Duration first, Duration longest) {
  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "waits must be more than nothing and rising, got %s to %s".formatted(first, longest));
    }
  }

  /** Half a second, up to half a minute. */
  public static Backoff standard() {
    return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  /** The wait after so many failures in a row, at least 1. */
  Duration after(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, 30);
    long whole = Math.min(first.toMillis() << doublings, longest.toMillis());
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
