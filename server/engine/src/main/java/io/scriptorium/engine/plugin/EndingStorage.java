package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.PluginStorage;
import java.util.List;
import java.util.Optional;

/**
 * A plugin's storage for as long as its instance lives.
 *
 * @param check throws once it has ended
 */
record EndingStorage(PluginStorage storage, Runnable check) implements PluginStorage {
  @Override
  public Optional<String> get(String key) {
    check.run();
    return storage.get(key);
  }

  @Override
  public List<Entry> list(String prefix, Optional<String> beyond, Direction direction, int limit) {
    check.run();
    return storage.list(prefix, beyond, direction, limit);
  }

  @Override
  public void write(List<Write> writes) {
    check.run();
    storage.write(writes);
  }
}
