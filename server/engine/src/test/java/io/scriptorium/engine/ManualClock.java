package io.scriptorium.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Usable from any thread. */
public final class ManualClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** One that shows the first second of 2026. */
  public ManualClock() {}

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves it. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /** Sets it, to any time. */
  public void set(Instant to) {
    now = to;
  }
}
