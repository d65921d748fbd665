package io.scriptorium.web.plugin;

import io.scriptorium.engine.plugin.PluginPackage;
import io.scriptorium.plugin.PluginApi;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.Set;

/**
 * A plugin that could be read and tried out, and waits to be installed.
 *
 * @param pack for the engine's host
 * @param half for browsers
 * @param serves its words under {@code /api}
 */
record Candidate(PluginPackage pack, BrowserHalf half, Set<String> serves) {
  /**
   * Puts together what is known of a plugin.
   *
   * @param file the jar's name in the plugins folder; empty for a shipped one
   * @param loader closed when the plugin has ended
   * @throws RefusedPluginException if its name is not one
   */
  static Candidate of(
      JarContents contents, Probe.Found found, Optional<String> file, AutoCloseable loader)
      throws RefusedPluginException {
    BrowserHalf half = BrowserHalf.of(found.name(), contents.webFiles());
    try {
      var pack =
          new PluginPackage(
              found.name(),
              file,
              contents.title().orElse(found.name()),
              contents.version(),
              PluginApi.VERSION,
              () -> make(found.constructor()),
              half.module(),
              half.stylesheet(),
              loader);
      return new Candidate(pack, half, contents.serves());
    } catch (IllegalArgumentException badName) {
      throw new RefusedPluginException(String.valueOf(badName.getMessage()), badName);
    }
  }

  /** What the constructor threw is the plugin's failure, not that it was called by reflection. */
  private static <T> T make(Constructor<T> constructor) throws Exception {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw thrown;
    }
  }

  String name() {
    return pack.name();
  }

  /** What it is, for the log. */
  String words() {
    return name()
        + pack.version().map(version -> " " + version).orElse("")
        + " ("
        + pack.origin()
        + ")";
  }
}
