package io.scriptorium.web.plugin;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The short paths of plugins: a jar whose manifest says {@code Scriptorium-Serves: search} has its
 * REST resource at {@code /api/search} as well as at {@code /api/plugins/{name}}. So the platform
 * can promise an address without knowing who answers there. Who comes first keeps a word. Usable
 * from any thread.
 */
@Singleton
public class ShortPaths {
  /** What the server answers itself. */
  private static final Set<String> TAKEN =
      Set.of("account", "admin", "documents", "links", "people", "plugins", "setup");

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private final Map<String, String> plugins = new ConcurrentHashMap<>();

  /** Made by the container. */
  public ShortPaths() {}

  /** The name of the plugin behind a word; empty if there is none. */
  public Optional<String> plugin(String word) {
    return Optional.ofNullable(plugins.get(word));
  }

  /** The words that a plugin has, in the order of the alphabet. */
  public List<String> words(String plugin) {
    return plugins.entrySet().stream()
        .filter(entry -> entry.getValue().equals(plugin))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * Gives a plugin these words, and takes from it those that it had.
   *
   * @throws RefusedPluginException if one is not to be had; the plugin then keeps what it had
   */
  synchronized void claim(String plugin, Set<String> words) throws RefusedPluginException {
    for (String word : words) {
      check(word, plugin);
    }
    release(plugin);
    words.forEach(word -> plugins.put(word, plugin));
  }

  private void check(String word, String plugin) throws RefusedPluginException {
    String entry = "its manifest says " + JarContents.SERVES + ": " + word;
    if (!FORM.matcher(word).matches()) {
      throw new RefusedPluginException(
          entry + ", expected 1 to 32 lower-case letters, digits and hyphens, a letter first");
    }
    String owner = TAKEN.contains(word) ? "the server itself" : plugins.getOrDefault(word, plugin);
    if (!owner.equals(plugin)) {
      throw new RefusedPluginException(entry + ", but /api/" + word + " belongs to " + owner);
    }
  }

  /** Takes a plugin's words from it. */
  synchronized void release(String plugin) {
    plugins.values().removeIf(plugin::equals);
  }
}
