package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.PluginStorage.Direction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who has written in each document, by name. Kept in the plugin's storage, not in the index: to
 * gather them anew the whole log would have to be read. For one thread.
 */
final class Authors {
  private static final String PREFIX = "author/";

  /** In UTF-16 code units; a longer name is kept and found by its beginning. */
  private static final int LONGEST_NAME = 100;

  /** Of one document; nobody looks for the thousand-and-first. */
  private static final int MOST = 1_000;

  /** So many documents' authors are remembered; the others' are read when they are needed. */
  private static final int REMEMBERED = 2_000;

  private final PluginContext context;
  private final Map<DocumentId, NavigableSet<String>> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentId, NavigableSet<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  Authors(PluginContext context) {
    this.context = context;
  }

  /** The names, in order. */
  NavigableSet<String> of(DocumentId document) {
    return Collections.unmodifiableNavigableSet(names(document));
  }

  /** Somebody has written in it; durable when this returns. */
  void add(DocumentId document, String author) {
    String name = author.strip();
    name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    NavigableSet<String> names = names(document);
    if (!name.isEmpty() && names.size() < MOST && !names.contains(name)) {
      context.storage(document).put(PREFIX + name, "");
      names.add(name);
    }
  }

  /** It is gone, for now. */
  void forget(DocumentId document) {
    remembered.remove(document);
  }

  private NavigableSet<String> names(DocumentId document) {
    return remembered.computeIfAbsent(document, this::read);
  }

  private NavigableSet<String> read(DocumentId document) {
    NavigableSet<String> names = new TreeSet<>();
    PluginStorage storage = context.storage(document);
    storage.list(PREFIX, Optional.empty(), Direction.ASCENDING, MOST).stream()
        .map(entry -> entry.key().substring(PREFIX.length()))
        .forEach(names::add);
    return names;
  }
}
