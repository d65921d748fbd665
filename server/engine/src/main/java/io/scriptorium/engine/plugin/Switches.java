package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginStorage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which plugins are switched off: everywhere, by an administrator, or in single documents. Kept on
 * disk, and in memory as a whole: it is asked at each keystroke. Usable from any thread; what
 * writes blocks for the disk.
 */
final class Switches {
  private static final String EVERYWHERE = "everywhere/";
  private static final String DOCUMENT = "document/";
  private static final int PAGE = 1_000;

  private final PluginStorage storage;
  private final Set<String> everywhere = ConcurrentHashMap.newKeySet();
  private final Map<DocumentId, Set<String>> byDocument = new ConcurrentHashMap<>();

  /** Reads all of them. */
  Switches(PluginStorage storage) {
    this.storage = storage;
    read(EVERYWHERE).forEach(key -> everywhere.add(key));
    read(DOCUMENT)
        .forEach(key -> {
          int slash = key.indexOf('/');
          remember(new DocumentId(key.substring(0, slash)), key.substring(slash + 1));
        });
  }

  private List<String> read(String prefix) {
    List<String> keys = new java.util.ArrayList<>();
    Optional<String> beyond = Optional.empty();
    while (true) {
      var page = storage.list(prefix, beyond, PluginStorage.Direction.ASCENDING, PAGE);
      page.forEach(entry -> keys.add(entry.key().substring(prefix.length())));
      if (page.size() < PAGE) {
        return keys;
      }
      beyond = Optional.of(page.getLast().key());
    }
  }

  private void remember(DocumentId document, String plugin) {
    byDocument.compute(
        document,
        (id, old) -> {
          Set<String> off = old == null ? new HashSet<>() : new HashSet<>(old);
          off.add(plugin);
          return Set.copyOf(off);
        });
  }

  /** Whether an administrator has switched a plugin off. */
  boolean isOff(String plugin) {
    return everywhere.contains(plugin);
  }

  /** Switches a plugin off, or on, everywhere. */
  synchronized void setOff(String plugin, boolean off) {
    keep(EVERYWHERE + plugin, off);
    if (off) {
      everywhere.add(plugin);
    } else {
      everywhere.remove(plugin);
    }
  }

  /** Whether a plugin is switched off in a document. */
  boolean isOff(DocumentId document, String plugin) {
    return off(document).contains(plugin);
  }

  /** The plugins that are switched off in a document. */
  Set<String> off(DocumentId document) {
    return byDocument.getOrDefault(document, Set.of());
  }

  /** Switches a plugin off, or on, in a document; false if it was so already. */
  synchronized boolean setOff(DocumentId document, String plugin, boolean off) {
    if (isOff(document, plugin) == off) {
      return false;
    }
    keep(DOCUMENT + document + "/" + plugin, off);
    if (off) {
      remember(document, plugin);
    } else {
      byDocument.computeIfPresent(document, (id, old) -> without(old, plugin));
    }
    return true;
  }

  private static Set<String> without(Set<String> plugins, String plugin) {
    Set<String> rest = new HashSet<>(plugins);
    rest.remove(plugin);
    return Set.copyOf(rest);
  }

  /** A document is gone for good. */
  synchronized void forget(DocumentId document) {
    for (String plugin : off(document)) {
      keep(DOCUMENT + document + "/" + plugin, false);
    }
    byDocument.remove(document);
  }

  private void keep(String key, boolean off) {
    if (off) {
      storage.put(key, "off");
    } else {
      storage.remove(key);
    }
  }
}
