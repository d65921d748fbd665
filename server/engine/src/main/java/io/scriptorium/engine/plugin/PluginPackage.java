package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginApi;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plugin as it is installed: what is known of it before any instance is made, and how instances
 * are made.
 *
 * @param name as its instances give it themselves: {@link Plugin#name}
 * @param file the jar's name in the plugins folder; empty if the plugin is built in
 * @param title for people
 * @param version for people; empty if it does not say
 * @param apiVersion which {@link PluginApi#VERSION} it was built for
 * @param factory makes fresh instances
 * @param module the address of its browser half, if it has one
 * @param stylesheet the address of its browser half's stylesheet, if it has one
 * @param loader closed when nothing of the plugin runs any more: its class loader
 */
public record PluginPackage(
    String name,
    Optional<String> file,
    String title,
    Optional<String> version,
    int apiVersion,
    Factory factory,
    Optional<String> module,
    Optional<String> stylesheet,
    AutoCloseable loader) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public PluginPackage {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a plugin's name has 1 to 32 lower-case letters, digits and hyphens, a letter first; got"
              + " \""
              + name
              + "\"");
    }
  }

  /** Makes instances; called on a thread of the plugin's own, within the limit of its start. */
  @FunctionalInterface
  public interface Factory {
    /** A fresh instance. */
    Plugin make() throws Exception;
  }

  /** A plugin that came with the server, without a browser half. */
  public static PluginPackage builtIn(String name, Factory factory) {
    return new PluginPackage(
        name,
        Optional.empty(),
        name,
        Optional.empty(),
        PluginApi.VERSION,
        factory,
        Optional.empty(),
        Optional.empty(),
        () -> {});
  }

  /** Where it came from, in words. */
  public String origin() {
    return file.orElse("built in");
  }
}
