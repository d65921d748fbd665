package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Metrics;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** An instance's numbers, on their way to the observer. */
final class HostedMetrics implements Metrics {
  private static final int MAX_NAMES = 50;
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");

  private final String plugin;
  private final PluginObserver observer;
  private final Runnable check;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /**
   * @param check throws once the instance has ended
   */
  HostedMetrics(String plugin, PluginObserver observer, Runnable check) {
    this.plugin = plugin;
    this.observer = observer;
    this.check = check;
  }

  @Override
  public void count(String metric, long by) {
    if (by < 0) {
      throw new IllegalArgumentException("count " + metric + " only rises, got " + by);
    }
    if (isKept(metric)) {
      observer.pluginCounted(plugin, metric, by);
    }
  }

  @Override
  public void time(String metric, Duration duration) {
    if (isKept(metric)) {
      observer.pluginTimed(plugin, metric, duration);
    }
  }

  @Override
  public void gauge(String metric, LongSupplier value) {
    if (isKept(metric)) {
      observer.pluginGauge(plugin, metric, value);
    }
  }

  private boolean isKept(String metric) {
    check.run();
    if (!NAME.matcher(metric).matches()) {
      throw new IllegalArgumentException(
          "a metric's name has lower-case letters, digits and underscores, got " + metric);
    }
    synchronized (names) {
      return names.contains(metric) || (names.size() < MAX_NAMES && names.add(metric));
    }
  }
}
