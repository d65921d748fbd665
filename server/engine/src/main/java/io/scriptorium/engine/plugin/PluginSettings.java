package io.scriptorium.engine.plugin;

import java.util.Optional;

/** The configuration of plugins. Usable from any thread. */
@FunctionalInterface
public interface PluginSettings {
  /** What {@code scriptorium.plugin.{plugin}.{key}} is set to. */
  Optional<String> find(String plugin, String key);
}
