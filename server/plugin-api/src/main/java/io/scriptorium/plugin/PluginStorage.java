package io.scriptorium.plugin;

import java.util.List;
import java.util.Optional;

/**
 * An ordered map of texts of a plugin's own, on disk. Keys are ordered by their UTF-8 bytes. Usable
 * from any thread; every method blocks for the disk; what was written is durable when the method
 * returns, and a write does not delay anybody's typing. Throws a {@link PluginException} if the
 * disk fails or the plugin's share of it (1,024 MB unless {@code
 * scriptorium.plugin.{name}.storage-mb} says otherwise) is used up, an {@link
 * IllegalArgumentException} for a key or value beyond its limit.
 */
public interface PluginStorage {
  /** The longest key, in UTF-8 bytes; the shortest is 1. */
  int MAX_KEY_BYTES = 512;

  /** The longest value, in UTF-16 code units. */
  int MAX_VALUE_CHARS = 4 * 1024 * 1024;

  /** The value of a key. */
  Optional<String> get(String key);

  /**
   * Entries whose keys start with a prefix, in order.
   *
   * @param beyond only those beyond this key in the direction; empty: from the end that comes first
   * @param limit 1 to 10,000
   */
  List<Entry> list(String prefix, Optional<String> beyond, Direction direction, int limit);

  /** Carries out writes in order, all of them or none. */
  void write(List<Write> writes);

  /** Sets the value of a key. */
  default void put(String key, String value) {
    write(List.of(new Write.Put(key, value)));
  }

  /** Takes a key out, if it is there. */
  default void remove(String key) {
    write(List.of(new Write.Remove(key)));
  }

  /** Which way {@link #list} goes. */
  enum Direction {
    /** From the lowest key to the highest. */
    ASCENDING,
    /** From the highest key to the lowest. */
    DESCENDING
  }

  /** A key and its value. */
  record Entry(String key, String value) {}

  /** One write. */
  sealed interface Write {
    /** The key that is written. */
    String key();

    /** Sets the value of a key. */
    record Put(String key, String value) implements Write {}

    /** Takes a key out, if it is there. */
    record Remove(String key) implements Write {}
  }
}
