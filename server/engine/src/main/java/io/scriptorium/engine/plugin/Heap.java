package io.scriptorium.engine.plugin;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * The heap that all plugins and the server share. What counts is what is left after a collection:
 * between two collections any heap fills up.
 */
final class Heap {
  /** So much of a pool in use after a collection is short. */
  private static final double SHORT = 0.85;

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

  static boolean isShort() {
    return POOLS.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded);
  }
}
