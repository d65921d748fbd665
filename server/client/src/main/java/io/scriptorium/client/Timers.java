package io.scriptorium.client;

import java.time.Duration;
import java.time.Instant;

/** Time as a client knows it: real, or in tests at the test's pleasure. */
public interface Timers {
  /** Now. */
  Instant now();

  /** Runs something after a while, on the client's own thread; closing the result prevents it. */
  Timer after(Duration delay, Runnable task);

  /** Something that is to happen. */
  @FunctionalInterface
  interface Timer {
    /** It shall not. */
    void cancel();
  }
}
