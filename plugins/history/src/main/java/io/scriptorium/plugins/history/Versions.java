package io.scriptorium.plugins.history;

import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.PluginStorage.Direction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/** The named versions of one document: {@code v/} and an id in the plugin's storage for it. */
final class Versions {
  /** How many a document may have. */
  static final int MOST = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PluginStorage storage;

  Versions(PluginStorage storage) {
    this.storage = storage;
  }

  /**
   * A revision that somebody gave a name.
   *
   * @param by who did, by name
   * @param time when, in milliseconds since 1970
   */
  record Version(String id, String name, long revision, String by, long time) {}

  /** All, the oldest revision first. */
  List<Version> all() {
    return storage.list("v/", Optional.empty(), Direction.ASCENDING, MOST).stream()
        .map(entry -> JSON.readValue(entry.value(), Version.class))
        .sorted(Comparator.comparingLong(Version::revision))
        .toList();
  }

  Optional<Version> find(String id) {
    return storage.get("v/" + id).map(json -> JSON.readValue(json, Version.class));
  }

  void keep(Version version) {
    storage.put("v/" + version.id(), JSON.writeValueAsString(version));
  }

  void remove(Version version) {
    storage.remove("v/" + version.id());
  }
}
