package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a plugin was called for, over all its instances. Usable from any thread. */
final class HookStats {
  private final Map<Hook, Times> times = new EnumMap<>(Hook.class);
  private final LongAdder dropped = new LongAdder();
  private long failures;
  private PluginStatus.@Nullable Failure last;

  private static final class Times {
    long calls;
    long nanos;
    long longest;
  }

  /** A call is over. */
  synchronized void called(Hook hook, long nanos) {
    Times of = times.computeIfAbsent(hook, none -> new Times());
    of.calls++;
    of.nanos += nanos;
    of.longest = Math.max(of.longest, nanos);
  }

  /** A call threw, or took too long. */
  synchronized void failed(Hook hook, String message, Instant time) {
    failures++;
    last = new PluginStatus.Failure(hook.method(), message, time);
  }

  /** A message was lost. */
  void dropped() {
    dropped.increment();
  }

  long droppedMessages() {
    return dropped.sum();
  }

  synchronized long failures() {
    return failures;
  }

  synchronized Optional<PluginStatus.Failure> lastFailure() {
    return Optional.ofNullable(last);
  }

  /** By the hooks' names. */
  synchronized Map<String, PluginStatus.HookTimes> hooks() {
    Map<String, PluginStatus.HookTimes> hooks = new LinkedHashMap<>();
    times.forEach((hook, of) ->
        hooks.put(
            hook.method(),
            new PluginStatus.HookTimes(
                of.calls, Duration.ofNanos(of.nanos), Duration.ofNanos(of.longest))));
    return hooks;
  }
}
