package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** The numbers that the plugin has shown; they go on counting over its restarts. */
public final class TestMetrics implements Metrics {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
  private static final int MAX_NAMES = 50;

  private final Set<String> names = new HashSet<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, List<Duration>> times = new HashMap<>();
  private final Map<String, LongSupplier> gauges = new HashMap<>();

  TestMetrics() {}

  @Override
  public synchronized void count(String metric, long by) {
    if (by < 0) {
      throw new IllegalArgumentException("the count \"" + metric + "\" only rises, got " + by);
    }
    if (takes(metric)) {
      counts.merge(metric, by, Long::sum);
    }
  }

  @Override
  public synchronized void time(String metric, Duration duration) {
    if (takes(metric)) {
      times.computeIfAbsent(metric, ignored -> new ArrayList<>()).add(duration);
    }
  }

  @Override
  public synchronized void gauge(String metric, LongSupplier value) {
    if (takes(metric)) {
      gauges.put(metric, value);
    }
  }

  private boolean takes(String metric) {
    if (!NAME.matcher(metric).matches()) {
      throw new IllegalArgumentException(
          "a metric's name has lower-case letters, digits and underscores, got \"" + metric + "\"");
    }
    return names.contains(metric) || (names.size() < MAX_NAMES && names.add(metric));
  }

  /** What was counted; 0 if nothing was. */
  public synchronized long counted(String metric) {
    return counts.getOrDefault(metric, 0L);
  }

  /** The durations that were recorded, in order. */
  public synchronized List<Duration> times(String metric) {
    return List.copyOf(times.getOrDefault(metric, List.of()));
  }

  /**
   * What a gauge shows now.
   *
   * @throws IllegalArgumentException if the plugin has no such gauge
   */
  public synchronized long gauge(String metric) {
    var gauge = gauges.get(metric);
    if (gauge == null) {
      throw new IllegalArgumentException(
          "no gauge is called \"" + metric + "\", there are " + gauges.keySet());
    }
    return gauge.getAsLong();
  }

  /** The plugin has ended, and its gauges with it. */
  synchronized void end() {
    gauges.clear();
  }
}
