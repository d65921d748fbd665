package io.scriptorium.web.plugin;

import io.scriptorium.web.page.PageFile;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The browser halves that are served. Of a plugin that was replaced, the one before is served on,
 * for who learnt its address a moment ago. Usable from any thread.
 */
@Singleton
public class BrowserHalves {
  /** Where they are: this, the plugin's name, the hash, the file. */
  static final String PATH = "/plugins/";

  private final Map<String, Served> served = new ConcurrentHashMap<>();

  /** Made by the container. */
  public BrowserHalves() {}

  /** Serves these files from now on. */
  void put(BrowserHalf half) {
    served.merge(
        half.plugin(), new Served(half, null), (old, now) -> new Served(half, old.current));
  }

  /** Serves nothing of this plugin's any more. */
  void remove(String plugin) {
    served.remove(plugin);
  }

  /** The file at such a path below {@link #PATH}; empty if there is none. */
  Optional<PageFile> find(String path) {
    String[] parts = path.split("/", 3);
    return parts.length < 3
        ? Optional.empty()
        : Optional.ofNullable(served.get(parts[0])).flatMap(s -> s.find(parts[1], parts[2]));
  }

  private record Served(BrowserHalf current, @Nullable BrowserHalf before) {
    Optional<PageFile> find(String hash, String file) {
      if (current.hash().equals(hash)) {
        return Optional.ofNullable(current.files().get(file));
      }
      return before != null && before.hash().equals(hash)
          ? Optional.ofNullable(before.files().get(file))
          : Optional.empty();
    }
  }
}
