package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Is told what happens with plugins, for metrics and logs. Called from any thread: it returns at
 * once and throws nothing.
 */
public interface PluginObserver {
  /** A plugin runs now. */
  default void pluginStarted(String plugin) {}

  /** A plugin cannot be run by this server. */
  default void pluginRefused(String plugin, String reason) {}

  /**
   * A plugin has ended and is not to be started again by itself: stopped, removed, switched off.
   */
  default void pluginEnded(String plugin) {}

  /** A plugin threw: {@code hook} names the method. */
  default void pluginFailed(String plugin, String hook, Throwable cause) {}

  /**
   * A plugin is quarantined, {@code pause} until the next try; zero: until somebody restarts it.
   */
  default void pluginQuarantined(String plugin, String reason, Duration pause) {}

  /** Threads that a plugin started go on after its end, though they were interrupted. */
  default void pluginThreadsLeft(String plugin, int threads) {}

  /** A message for a plugin, or one of its own, was dropped because of a limit. */
  default void pluginMessageDropped(String plugin) {}

  /** A hook was called and took so long. */
  default void pluginCalled(String plugin, String hook, Duration took) {}

  /** The host could not read or store something for a plugin: it comes later, or again. */
  default void pluginDelayed(String plugin, Throwable cause) {}

  /** A plugin adds to a count of its own. */
  default void pluginCounted(String plugin, String metric, long by) {}

  /** A plugin has timed something. */
  default void pluginTimed(String plugin, String metric, Duration duration) {}

  /** A plugin shows a value; it replaces the one of this name that was there. */
  default void pluginGauge(String plugin, String metric, LongSupplier value) {}

  /** All values that a plugin shows are to be forgotten: it has ended. */
  default void pluginGaugesGone(String plugin) {}
}
