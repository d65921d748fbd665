package io.scriptorium.plugins.chat;

import java.time.Duration;
import java.time.Instant;

/** How much one session may still say: a bucket that fills again with time. */
final class Allowance {
  /** How many messages somebody may send at once. */
  static final int BURST = 20;

  /** After how long he may send one more. */
  static final Duration REFILL = Duration.ofSeconds(1);

  private Instant full;

  Allowance(Instant now) {
    this.full = now;
  }

  /** Takes one; false if there is none left. */
  boolean take(Instant now) {
    Instant from = full.isBefore(now) ? now : full;
    Instant after = from.plus(REFILL);
    if (after.isAfter(now.plus(REFILL.multipliedBy(BURST)))) {
      return false;
    }
    full = after;
    return true;
  }
}
