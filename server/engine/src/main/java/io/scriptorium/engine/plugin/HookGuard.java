package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.util.Optional;

/**
 * Calls a plugin's code on one lane: whatever it throws ends here, and how long it has been at it
 * can be seen from outside. {@link #call} belongs to the lane; {@link #tick} to the watch.
 */
final class HookGuard {
  /** How often {@link #tick} is called. It counts instead of reading a clock, which can be set. */
  static final Duration TICK = Duration.ofMillis(100);

  private final PluginRun run;
  private final HostServices services;
  private volatile Hook hook = Hook.START;

  /** Rises at each begin and end; odd while a call is in progress. */
  private volatile long calls;

  private long watched;
  private volatile long ticks;

  HookGuard(PluginRun run, HostServices services) {
    this.run = run;
    this.services = services;
  }

  /** Something that a plugin does. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  /** Calls it; false if it threw. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the lane's thread writes
  boolean call(Hook called, Body body) {
    hook = called;
    long begun = services.threads().nanos();
    calls++;
    Optional<Throwable> failure = outcome(body);
    calls++;
    run.called(called, services.threads().nanos() - begun, failure);
    return failure.isEmpty();
  }

  /** The edge where everything that a plugin throws is caught. */
  private static Optional<Throwable> outcome(Body body) {
    try {
      body.run();
      return Optional.empty();
    } catch (Throwable failure) { // an Error, too, costs this plugin alone
      return Optional.of(failure);
    }
  }

  /** The hook that has been called for longer than it may. */
  Optional<Hook> tick() {
    long now = calls;
    ticks = now % 2 == 1 && now == watched ? ticks + 1 : 0;
    watched = now;
    Hook in = hook;
    return ticks > in.limit().dividedBy(TICK) ? Optional.of(in) : Optional.empty();
  }

  /**
   * Whether the call in progress has taken so long that it is to fall behind; after {@link #tick}.
   */
  boolean isLong() {
    return ticks > hook.brief().dividedBy(TICK);
  }

  /** What it was called for last. */
  Hook hook() {
    return hook;
  }

  /** Whether a call is in progress. */
  boolean busy() {
    return calls % 2 == 1;
  }
}
