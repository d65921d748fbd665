package io.scriptorium.store;

import io.scriptorium.access.Notes;
import java.util.Optional;

/** A server's notes to itself in SQL. */
final class SqlNotes implements Notes {
  private final GroupCommit writer;
  private final Readers readers;

  SqlNotes(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Optional<String> read(String name) {
    return readers.read(
        sql -> sql.first(row -> row.getString(1), "SELECT value FROM notes WHERE name = ?", name));
  }

  @Override
  public void write(String name, String value) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    """
                    INSERT INTO notes (name, value) VALUES (?, ?)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value
                    """,
                    name,
                    value));
  }
}
