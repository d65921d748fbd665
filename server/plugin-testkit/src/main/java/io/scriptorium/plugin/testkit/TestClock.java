package io.scriptorium.plugin.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A time that stands still until {@link TestServer#advance} turns it on. */
public final class TestClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-05T09:00:00Z");

  TestClock() {}

  @Override
  public Instant instant() {
    return now;
  }

  /** To that moment, unless it is past already. */
  void turnTo(Instant moment) {
    if (moment.isAfter(now)) {
      now = moment;
    }
  }

  /** The moment so long after now. */
  Instant in(Duration delay) {
    return now.plus(delay);
  }
}
