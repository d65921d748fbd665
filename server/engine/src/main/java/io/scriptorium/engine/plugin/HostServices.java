package io.scriptorium.engine.plugin;

/** What all plugins of a host share. */
record HostServices(
    Platform platform,
    HostParts parts,
    PluginObserver observer,
    Attendance attendance,
    Switches switches,
    SnapshotShelf shelf) {

  HookThreads threads() {
    return parts.threads();
  }

  /** A number that an administrator may set for one plugin. */
  long number(String plugin, String key, long otherwise) {
    return parts
        .settings()
        .find(plugin, key)
        .map(text -> {
          try {
            return Long.parseLong(text.strip());
          } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                "scriptorium.plugin." + plugin + "." + key + " is no number: " + text, malformed);
          }
        })
        .orElse(otherwise);
  }
}
