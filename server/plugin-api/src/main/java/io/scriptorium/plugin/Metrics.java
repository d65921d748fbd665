package io.scriptorium.plugin;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A plugin's numbers, shown at {@code /metrics} with the plugin's name as a tag. Names are
 * lower-case letters, digits and underscores, at most 50 of a plugin; further ones are ignored.
 * Usable from any thread.
 */
public interface Metrics {
  /** Adds to a count that only rises. */
  void count(String metric, long by);

  /** Adds a duration to a histogram. */
  void time(String metric, Duration duration);

  /** Shows a value that rises and falls, asked for when somebody looks: it answers at once. */
  void gauge(String metric, LongSupplier value);
}
