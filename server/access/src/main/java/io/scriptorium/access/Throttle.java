package io.scriptorium.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who tries again and again: some attempts are free, after each further one the wait
 * doubles up to a bound. Nobody is locked out for good, and an hour without an attempt forgets all.
 * Usable from any thread.
 *
 * <p>An attempt counts when it begins, so that many at once gain nothing.
 */
public final class Throttle {
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** How many keys are remembered; the longest unused goes first. Some 100 bytes each. */
  private static final int MOST_KEYS = 20_000;

  /** How often a wait can double before the number overflows; no bound is that long. */
  private static final int MOST_DOUBLINGS = 30;

  private final int free;
  private final Duration mostWait;
  private final InstantSource clock;
  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private record Tries(int count, Instant last, Instant next) {}

  /**
   * A throttle of its own.
   *
   * @param free attempts that cost no wait
   * @param mostWait the longest wait
   */
  public Throttle(int free, Duration mostWait, InstantSource clock) {
    this.free = free;
    this.mostWait = mostWait;
    this.clock = clock;
  }

  /** Begins an attempt; or says how long to wait for one, and does not count it. */
  public synchronized Optional<Duration> attempt(String key) {
    Instant now = clock.instant();
    Tries before = tries.get(key);
    if (before == null || before.last.plus(MEMORY).isBefore(now)) {
      before = new Tries(0, now, now);
    }
    if (now.isBefore(before.next)) {
      return Optional.of(Duration.between(now, before.next));
    }
    int count = before.count + 1;
    tries.put(key, new Tries(count, now, now.plus(wait(count))));
    return Optional.empty();
  }

  private Duration wait(int count) {
    if (count < free) {
      return Duration.ZERO;
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - free, MOST_DOUBLINGS));
    return wait.compareTo(mostWait) < 0 ? wait : mostWait;
  }

  /** The attempt was a good one: all before it are forgotten. */
  public synchronized void succeeded(String key) {
    tries.remove(key);
  }

  /** The attempt was a good one: it does not count, the others do. */
  public synchronized void forgive(String key) {
    Tries now = tries.get(key);
    if (now != null) {
      tries.put(key, new Tries(now.count - 1, now.last, now.last));
    }
  }
}
