package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginStorage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A plugin's storage in memory, with the limits and the order of the real one; for any thread. */
final class MemoryStorage implements PluginStorage {
  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
  private static final int MAX_LISTED = 10_000;

  private final NavigableMap<String, String> entries = new TreeMap<>(BY_BYTES);
  private final BooleanSupplier fails;

  /** Throws as a full or broken disk would whenever {@code fails} says so. */
  MemoryStorage(BooleanSupplier fails) {
    this.fails = fails;
  }

  @Override
  public synchronized Optional<String> get(String key) {
    requireWorking();
    return Optional.ofNullable(entries.get(requireKey(key)));
  }

  @Override
  public synchronized List<Entry> list(
      String prefix, Optional<String> beyond, Direction direction, int limit) {
    requireWorking();
    if (limit < 1 || limit > MAX_LISTED) {
      throw new IllegalArgumentException("a list's limit is 1 to " + MAX_LISTED + ", got " + limit);
    }
    var directed = direction == Direction.ASCENDING ? entries : entries.descendingMap();
    var rest = beyond.map(key -> directed.tailMap(key, false)).orElse(directed);
    return rest.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .limit(limit)
        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public synchronized void write(List<Write> writes) {
    requireWorking();
    writes.forEach(MemoryStorage::check);
    for (var write : writes) {
      switch (write) {
        case Write.Put(String key, String value) -> entries.put(key, value);
        case Write.Remove(String key) -> entries.remove(key);
      }
    }
  }

  /** All of it, for a test to look at. */
  synchronized NavigableMap<String, String> entries() {
    return Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
  }

  private void requireWorking() {
    if (fails.getAsBoolean()) {
      throw new PluginException("the storage fails, as the test told it to");
    }
  }

  private static void check(Write write) {
    requireKey(write.key());
    if (write instanceof Write.Put(String key, String value) && value.length() > MAX_VALUE_CHARS) {
      throw new IllegalArgumentException(
          "the value of \"%s\" has %d code units, the limit is %d"
              .formatted(key, value.length(), MAX_VALUE_CHARS));
    }
  }

  private static String requireKey(String key) {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key has 1 to " + MAX_KEY_BYTES + " bytes in UTF-8, got " + bytes);
    }
    return key;
  }
}
