package io.scriptorium.engine.plugin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * Which of some threads have computed nearly all the time of late. Belongs to the host's tick: what
 * "of late" is counts in looks, one each {@link HookGuard#TICK}.
 */
final class ProcessorUse {
  /** The past counts so much less at each look. */
  private static final int FADING = 8;

  /** A thread that has a core of its own gets there in 0.4 s, one that has half in 1.1 s. */
  private static final long MUCH_NANOS = 300_000_000;

  private final LongUnaryOperator nanosOf;
  private Map<Long, Sample> samples = Map.of();
  private final Set<Long> told = new HashSet<>();

  /** How much a thread has computed, all in all and of late. */
  private record Sample(long all, long recent) {
    Sample next(long now) {
      return new Sample(now, recent - recent / FADING + Math.max(0, now - all));
    }
  }

  /**
   * @param nanosOf how long a thread has computed since its start, in nanoseconds; negative if it
   *     has ended
   */
  ProcessorUse(LongUnaryOperator nanosOf) {
    this.nanosOf = nanosOf;
  }

  /** Looks at these threads once; each that computes all the time is told once. */
  Set<Long> look(Iterable<Long> threads) {
    Map<Long, Sample> next = new HashMap<>();
    Set<Long> found = new HashSet<>();
    for (long thread : threads) {
      long nanos = nanosOf.applyAsLong(thread);
      Sample before = samples.getOrDefault(thread, new Sample(nanos, 0));
      Sample now = before.next(nanos);
      next.put(thread, now);
      if (now.recent() > MUCH_NANOS && told.add(thread)) {
        found.add(thread);
      }
    }
    samples = next;
    told.retainAll(next.keySet());
    return found;
  }
}
