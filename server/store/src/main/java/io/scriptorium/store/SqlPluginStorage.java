package io.scriptorium.store;

import io.scriptorium.plugin.PluginStorage;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a plugin keeps about one document, or about none. Keys are kept as bytes of UTF-8: SQLite
 * compares blobs byte by byte, unsigned, which is the order that is promised.
 *
 * @param document the document's id; empty for none
 */
record SqlPluginStorage(PluginDatabase database, String document) implements PluginStorage {
  private static final int MAX_LIST = 10_000;

  @Override
  public Optional<String> get(String key) {
    byte[] bytes = bytes(key);
    return database.read(sql ->
        sql.first(
            row -> row.getString(1),
            "SELECT value FROM storage WHERE document = ? AND key = ?",
            document,
            bytes));
  }

  @Override
  public List<Entry> list(String prefix, Optional<String> beyond, Direction direction, int limit) {
    if (limit < 1 || limit > MAX_LIST) {
      throw new IllegalArgumentException("a limit is 1 to " + MAX_LIST + ", got " + limit);
    }
    byte[] from = prefix.getBytes(StandardCharsets.UTF_8);
    byte[] to = after(from);
    String query =
        "SELECT key, value FROM storage WHERE document = ? AND key >= ? AND (? OR key < ?) ";
    boolean open = to.length == 0;
    return database.read(sql ->
        switch (direction) {
          case ASCENDING ->
              sql.all(
                  SqlPluginStorage::entry,
                  query + "AND key > ? ORDER BY key LIMIT ?",
                  document,
                  from,
                  open,
                  to,
                  beyond.map(SqlPluginStorage::bytes).orElse(new byte[0]),
                  limit);
          case DESCENDING ->
              sql.all(
                  SqlPluginStorage::entry,
                  query + "AND (? OR key < ?) ORDER BY key DESC LIMIT ?",
                  document,
                  from,
                  open,
                  to,
                  beyond.isEmpty(),
                  beyond.map(SqlPluginStorage::bytes).orElse(new byte[0]),
                  limit);
        });
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(new String(row.getBytes(1), StandardCharsets.UTF_8), row.getString(2));
  }

  /** The first bytes that come after all that start with these; none if nothing does. */
  private static byte[] after(byte[] prefix) {
    int end = prefix.length;
    while (end > 0 && prefix[end - 1] == (byte) 0xff) {
      end--;
    }
    byte[] after = Arrays.copyOf(prefix, end);
    if (end > 0) {
      after[end - 1]++;
    }
    return after;
  }

  @Override
  public void write(List<Write> writes) {
    writes.forEach(SqlPluginStorage::check);
    if (!writes.isEmpty()) {
      database.write(sql -> {
        for (Write write : writes) {
          carryOut(sql, write);
        }
        return writes.size();
      });
    }
  }

  private void carryOut(Sql sql, Write write) throws SQLException {
    switch (write) {
      case Write.Put(String key, String value) ->
          sql.update(
              """
              INSERT INTO storage (document, key, value) VALUES (?, ?, ?)
              ON CONFLICT (document, key) DO UPDATE SET value = excluded.value
              """,
              document,
              bytes(key),
              value);
      case Write.Remove(String key) ->
          sql.update("DELETE FROM storage WHERE document = ? AND key = ?", document, bytes(key));
    }
  }

  private static void check(Write write) {
    var _ = bytes(write.key());
    if (write instanceof Write.Put put && put.value().length() > MAX_VALUE_CHARS) {
      throw new IllegalArgumentException(
          "a value has at most " + MAX_VALUE_CHARS + " code units, got " + put.value().length());
    }
  }

  private static byte[] bytes(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 1 || bytes.length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key has 1 to " + MAX_KEY_BYTES + " bytes of UTF-8, got " + bytes.length);
    }
    return bytes;
  }
}
