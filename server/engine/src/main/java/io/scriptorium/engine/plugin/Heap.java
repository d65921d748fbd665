package io.scriptorium.engine.plugin;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.OptionalLong;

/**
 * The heap that all plugins and the server share. Between two collections any heap fills up, so
 * what counts is what is left after one. G1 alone tells more: it begins to collect its old
 * generation when that is half full, and one that goes on filling up holds what cannot be
 * collected. To wait until a collection has proved it would be to wait until all threads stand
 * still for collections.
 */
final class Heap {
  /** So much of a pool in use after a collection is short. */
  private static final double SHORT = 0.85;

  /** Then whoever has allocated less than this of late, in bytes, is not the cause. */
  private static final long LEAST = 16L << 20;

  /** So much of G1's old generation in use, at any time, is suspicious. */
  private static final double FILLING = 0.7;

  /** Then whoever has allocated less than this part of the heap of late is not the cause. */
  private static final double LEAST_PART = 0.25;

  private static final List<MemoryPoolMXBean> POOLS = watched();

  private Heap() {}

  private static List<MemoryPoolMXBean> watched() {
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
            .filter(pool -> pool.getUsage().getMax() > Runtime.getRuntime().maxMemory() / 2)
            .toList();
    pools.forEach(
        pool -> pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * SHORT)));
    return pools;
  }

  /** As {@link HookThreads#leastToBlame}. */
  static OptionalLong leastToBlame() {
    if (POOLS.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded)) {
      return OptionalLong.of(LEAST);
    }
    return POOLS.stream()
        .filter(pool -> pool.getName().equals("G1 Old Gen"))
        .map(MemoryPoolMXBean::getUsage)
        .filter(usage -> usage.getUsed() > usage.getMax() * FILLING)
        .mapToLong(usage -> (long) (usage.getMax() * LEAST_PART))
        .findFirst();
  }
}
