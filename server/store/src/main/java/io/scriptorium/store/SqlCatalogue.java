package io.scriptorium.store;

import io.scriptorium.engine.Catalogue;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The catalogue in SQL. What it writes goes through the same writer as the changes. */
final class SqlCatalogue implements Catalogue {
  private static final int MOST_PER_PAGE = 200;

  /** How many rows are looked through at once where not all are shown. */
  private static final int BATCH = 1000;

  /** About what a document's row and its entries in the indexes take. */
  private static final long ROW_BYTES = 512;

  private static final String COLUMNS = "number, id, title, head, created, changed";

  private static final String RETURNING_ENTRY = "RETURNING " + COLUMNS;

  private static final String DOCUMENTS_THERE =
      "SELECT " + COLUMNS + " FROM documents WHERE deleted IS NULL ";

  private static final String DOCUMENTS_AMONG =
      DOCUMENTS_THERE + "AND id IN (SELECT value FROM json_each(?))";

  private static final String NEWEST_FIRST = " ORDER BY changed DESC, number DESC LIMIT ?";

  private final GroupCommit writer;
  private final Readers readers;
  private final InstantSource clock;

  /** Writes and reads through these, which stay the caller's to close. */
  SqlCatalogue(GroupCommit writer, Readers readers, InstantSource clock) {
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
  }

  /** A row of the list: the entry, and its document's number. */
  private record Listed(long number, Entry entry) {
    static Listed read(ResultSet row) throws SQLException {
      return new Listed(
          row.getLong(1),
          new Entry(
              new DocumentId(row.getString(2)),
              row.getString(3),
              new Revision(row.getLong(4)),
              Instant.ofEpochMilli(row.getLong(5)),
              Instant.ofEpochMilli(row.getLong(6))));
    }

    Cursor cursor() {
      return new Cursor(entry.changed().toEpochMilli(), number);
    }
  }

  @Override
  public Entry create(DocumentId id, String title) {
    long now = clock.millis();
    return writer
        .write(
            ROW_BYTES,
            sql ->
                sql.first(
                    Listed::read,
                    """
                    INSERT INTO documents (id, title, head, created, changed)
                    SELECT ?, ?, 0, ?, ? WHERE NOT EXISTS (SELECT 1 FROM purged WHERE id = ?)
                    ON CONFLICT DO NOTHING
                    """
                        + RETURNING_ENTRY,
                    id.value(),
                    title,
                    now,
                    now,
                    id.value()))
        .orElseThrow(() ->
            new IllegalArgumentException("there is, or was, a document with id \"" + id + "\""))
        .entry;
  }

  @Override
  public Optional<Entry> find(DocumentId id) {
    return readers
        .read(sql -> sql.first(Listed::read, DOCUMENTS_THERE + "AND id = ?", id.value()))
        .map(Listed::entry);
  }

  /**
   * The ids go in as one parameter, a JSON array: none of them has anything to be escaped. (That is
   * SQLite's way; PostgreSQL has {@code = ANY (?)}.)
   */
  @Override
  public List<Entry> findAll(List<DocumentId> ids) {
    String array =
        ids.stream().map(DocumentId::value).collect(Collectors.joining("\",\"", "[\"", "\"]"));
    Map<DocumentId, Entry> found = new HashMap<>();
    readers
        .read(sql -> sql.all(Listed::read, DOCUMENTS_AMONG, array))
        .forEach(listed -> found.put(listed.entry.id(), listed.entry));
    return ids.stream().flatMap(id -> Optional.ofNullable(found.get(id)).stream()).toList();
  }

  @Override
  public Page list(int limit, Optional<String> cursor, Predicate<DocumentId> shown) {
    if (limit < 1 || limit > MOST_PER_PAGE) {
      throw new IllegalArgumentException(
          "expected a limit of 1 to " + MOST_PER_PAGE + ", got " + limit);
    }
    Optional<Cursor> after = cursor.map(Cursor::parse);
    List<Listed> found = shown(after, limit + 1, shown);
    List<Listed> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        page.stream().map(Listed::entry).toList(),
        found.size() > limit ? Optional.of(page.getLast().cursor().print()) : Optional.empty());
  }

  private List<Listed> shown(Optional<Cursor> first, int wanted, Predicate<DocumentId> shown) {
    List<Listed> found = new ArrayList<>();
    Optional<Cursor> after = first;
    // One who may read all needs one batch; who may read little has few queries made for it.
    int batch = wanted;
    while (found.size() < wanted) {
      Optional<Cursor> from = after;
      int most = batch;
      List<Listed> next = readers.read(sql -> listed(sql, from, most));
      next.stream().filter(each -> shown.test(each.entry().id())).forEach(found::add);
      if (next.size() < most) {
        break;
      }
      after = Optional.of(next.getLast().cursor());
      batch = BATCH;
    }
    return found.subList(0, Math.min(wanted, found.size()));
  }

  private static List<Listed> listed(Sql sql, Optional<Cursor> after, int limit)
      throws SQLException {
    if (after.isEmpty()) {
      return sql.all(Listed::read, DOCUMENTS_THERE + NEWEST_FIRST, limit);
    }
    return sql.all(
        Listed::read,
        DOCUMENTS_THERE + "AND (changed, number) < (?, ?)" + NEWEST_FIRST,
        after.get().changed(),
        after.get().number(),
        limit);
  }

  @Override
  public Optional<Entry> rename(DocumentId id, String title) {
    return changed(
        "UPDATE documents SET title = ?, changed = ? WHERE id = ? AND deleted IS NULL ",
        title,
        clock.millis(),
        id.value());
  }

  @Override
  public boolean delete(DocumentId id) {
    return changed(
            "UPDATE documents SET deleted = ? WHERE id = ? AND deleted IS NULL ",
            clock.millis(),
            id.value())
        .isPresent();
  }

  @Override
  public Optional<Entry> restore(DocumentId id) {
    return changed(
        """
        UPDATE documents SET deleted = NULL, changed = ?
        WHERE id = ? AND deleted IS NOT NULL
        """,
        clock.millis(),
        id.value());
  }

  private Optional<Entry> changed(String update, Object... values) {
    return writer
        .write(ROW_BYTES, sql -> sql.first(Listed::read, update + RETURNING_ENTRY, values))
        .map(Listed::entry);
  }

  @Override
  public void purge(Instant deletedBefore, Predicate<DocumentId> forgotten) {
    notForgotten().forEach(id -> note(id, forgotten));
    List<Purgeable> purgeable =
        readers.read(sql ->
            sql.all(
                row -> new Purgeable(row.getLong(1), new DocumentId(row.getString(2))),
                "SELECT number, id FROM documents WHERE deleted < ?",
                deletedBefore.toEpochMilli()));
    for (Purgeable one : purgeable) {
      // One document a transaction, so that a long list does not hold up everybody's edits.
      if (writer.write(ROW_BYTES, sql -> purge(sql, one.number, deletedBefore.toEpochMilli()))) {
        note(one.id, forgotten);
      }
    }
  }

  /** Those that an earlier call has removed, but not whatever else was kept of them. */
  private List<DocumentId> notForgotten() {
    return readers.read(sql ->
        sql.all(
            row -> new DocumentId(row.getString(1)), "SELECT id FROM purged WHERE forgotten = 0"));
  }

  private void note(DocumentId id, Predicate<DocumentId> forgotten) {
    if (forgotten.test(id)) {
      var _ =
          writer.write(
              ROW_BYTES,
              sql -> sql.update("UPDATE purged SET forgotten = 1 WHERE id = ?", id.value()));
    }
  }

  private record Purgeable(long number, DocumentId id) {}

  /** Unless it was restored meanwhile: says whether it is gone. */
  private static boolean purge(Sql sql, long number, long deletedBefore) throws SQLException {
    int noted =
        sql.update(
            "INSERT INTO purged (id) SELECT id FROM documents WHERE number = ? AND deleted < ?",
            number,
            deletedBefore);
    if (noted == 0) {
      return false;
    }
    for (String table :
        List.of("changes", "snapshots", "segment_replicas", "segments", "replicas", "sessions")) {
      sql.update("DELETE FROM " + table + " WHERE document = ?", number);
    }
    for (String table : List.of("grants", "links")) {
      sql.update(
          "DELETE FROM " + table + " WHERE document = (SELECT id FROM documents WHERE number = ?)",
          number);
    }
    sql.update("DELETE FROM documents WHERE number = ?", number);
    sql.forget(); // the numbers of rows that are gone may be given again
    sql.update(
        """
        DELETE FROM authors
        WHERE NOT EXISTS (SELECT 1 FROM sessions s WHERE s.author = authors.number)
        """);
    return true;
  }
}
