package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * How much the host puts up with from one plugin: how many failures make a quarantine, and how long
 * one lasts. Guarded by its {@link Installed}.
 */
final class Patience {
  /** So many failures within {@link #WINDOW} are too many. */
  private static final int MAX_FAILURES = 20;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

  /** After so many quarantines in a row it stays off: about an hour of attempts. */
  private static final int MAX_QUARANTINES = 12;

  private final ArrayDeque<Instant> failures = new ArrayDeque<>();
  private int quarantines;

  /** A call threw; says whether that was one too many. */
  boolean isExhaustedBy(Instant failure) {
    failures.addLast(failure);
    while (failures.getFirst().isBefore(failure.minus(WINDOW))) {
      failures.removeFirst();
    }
    return failures.size() >= MAX_FAILURES;
  }

  /** What made it so, in words. */
  static String exhaustion() {
    return "failed " + MAX_FAILURES + " times within " + WINDOW.toSeconds() + " s";
  }

  /**
   * How long a quarantine is to last that begins now; empty: until somebody restarts it.
   *
   * @param ran how long the instance had run: one that ran for long begins afresh
   * @param least what it lasts at least
   */
  Optional<Duration> pause(Duration ran, Duration least) {
    failures.clear();
    if (ran.compareTo(MAX_PAUSE) > 0) {
      quarantines = 0;
    }
    quarantines++;
    if (quarantines > MAX_QUARANTINES) {
      return Optional.empty();
    }
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << (quarantines - 1));
    Duration longer = doubled.compareTo(least) < 0 ? least : doubled;
    return Optional.of(longer.compareTo(MAX_PAUSE) < 0 ? longer : MAX_PAUSE);
  }

  /** Whether what starts now comes back from a quarantine. */
  boolean isTried() {
    return quarantines > 0;
  }

  /** Somebody has restarted it: a fresh start. */
  void renew() {
    failures.clear();
    quarantines = 0;
  }
}
