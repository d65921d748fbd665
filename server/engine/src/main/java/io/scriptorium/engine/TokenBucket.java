package io.scriptorium.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts what one session sends against a rate: so many at once after a pause, so many a second on
 * average. For one thread at a time.
 */
final class TokenBucket {
  private final double perNano;
  private final double burst;
  private double tokens;
  private Instant filled;

  TokenBucket(int perSecond, int burst, Instant now) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.tokens = burst;
    this.filled = now;
  }

  /** Takes one if there is one. A clock that goes back fills nothing. */
  boolean tryTake(Instant now) {
    if (now.isAfter(filled)) {
      tokens = Math.min(burst, tokens + Duration.between(filled, now).toNanos() * perNano);
    }
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
