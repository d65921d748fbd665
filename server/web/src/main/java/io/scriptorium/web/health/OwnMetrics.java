package io.scriptorium.web.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The numbers that plugins make themselves, as {@code plugin.{metric}} with the plugin's name as a
 * tag. Usable from any thread; throws nothing, whatever a plugin names its metrics.
 */
final class OwnMetrics {
  private static final Logger LOG = System.getLogger(OwnMetrics.class.getName());

  /** How long somebody who looks at all metrics waits for one of them. */
  private static final long GAUGE_MILLIS = 100;

  private final MetricRegistry metrics;
  private final Map<MetricID, LongSupplier> gauges = new ConcurrentHashMap<>();
  private final Set<MetricID> refused = ConcurrentHashMap.newKeySet();

  OwnMetrics(MetricRegistry metrics) {
    this.metrics = metrics;
  }

  void count(String plugin, String metric, long by) {
    MetricID id = id(plugin, metric);
    attempt(id, () -> metrics.counter(id).inc(by));
  }

  void time(String plugin, String metric, Duration took) {
    MetricID id = id(plugin, metric);
    attempt(id, () -> metrics.timer(id).update(took));
  }

  /** Shows a value; a later supplier of the same name takes the place of an earlier one. */
  void gauge(String plugin, String metric, LongSupplier value) {
    MetricID id = id(plugin, metric);
    gauges.put(id, value);
    attempt(id, () -> metrics.gauge(id, () -> ask(id)));
  }

  /** Forgets a plugin's gauges: what they show has ended with it. */
  void forgetGauges(String plugin) {
    Tag of = new Tag("plugin", plugin);
    gauges
        .keySet()
        .removeIf(id -> {
          boolean its = id.getTagsAsList().contains(of);
          if (its) {
            metrics.remove(id);
          }
          return its;
        });
  }

  /** A plugin's code runs here: on a thread that nobody misses, and for a moment only. */
  private long ask(MetricID id) {
    LongSupplier value = gauges.getOrDefault(id, () -> 0);
    var answer = new CompletableFuture<Long>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(value.getAsLong());
          } catch (RuntimeException | LinkageError failure) {
            answer.completeExceptionally(failure);
          }
        });
    try {
      return answer.get(GAUGE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException noAnswer) {
      LOG.log(Level.DEBUG, "a gauge gave no answer: " + id, noAnswer);
      return 0;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** The registry refuses a name that it has with another type. */
  private void attempt(MetricID id, Runnable update) {
    try {
      update.run();
    } catch (IllegalArgumentException | IllegalStateException mismatch) {
      if (refused.add(id)) {
        LOG.log(
            Level.WARNING,
            "metric " + id + " is not shown, another plugin has one of that name and another kind",
            mismatch);
      }
    }
  }

  private static MetricID id(String plugin, String metric) {
    return new MetricID("plugin." + metric, new Tag("plugin", plugin));
  }
}
