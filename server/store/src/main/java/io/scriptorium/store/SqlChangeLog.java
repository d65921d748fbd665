package io.scriptorium.store;

import io.scriptorium.engine.ChangeLog;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The change log in SQL. Deltas are encoded on the caller's thread, so that the writer has nothing
 * to do but to write.
 */
final class SqlChangeLog implements ChangeLog {
  /** About what a change's row and its entry in the index take besides the delta. */
  private static final long ROW_BYTES = 64;

  /** The comparison and the move in one statement: of two writers, the second finds no row. */
  private static final String MOVE_HEAD =
      """
      UPDATE documents SET head = ?, changed = ?
      WHERE id = ? AND head = ? AND deleted IS NULL RETURNING number, packed
      """;

  private static final String CHANGES =
      """
      SELECT c.revision, r.client, c.seq, s.session, a.id, a.name, c.time, c.delta
      FROM changes c
      JOIN replicas r ON r.number = c.replica
      JOIN sessions s ON s.number = c.session
      JOIN authors a ON a.number = s.author
      """;

  private static final String CHANGES_IN_RANGE =
      CHANGES + "WHERE c.document = ? AND c.revision > ? AND c.revision <= ? ORDER BY c.revision";

  private static final String OF_REPLICA =
      """
      WHERE c.replica = (
        SELECT r.number FROM replicas r JOIN documents d ON d.number = r.document
        WHERE d.id = ? AND d.deleted IS NULL AND r.client = ?)
      """;

  private static final String CHANGE_OF_SUBMISSION = CHANGES + OF_REPLICA + "AND c.seq = ?";

  private static final String NEWEST_OF_REPLICA =
      CHANGES + OF_REPLICA + "ORDER BY c.seq DESC LIMIT 1";

  private static final String NEWEST_SNAPSHOT =
      """
      SELECT revision, content FROM snapshots
      WHERE document = ? AND revision <= ? ORDER BY revision DESC LIMIT 1
      """;

  private final GroupCommit writer;
  private final Readers readers;
  private final Segments segments = new Segments();

  /** Writes and reads through these, which stay the caller's to close. */
  SqlChangeLog(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * A document that is there: its number, its newest revision, and up to which its changes are in
   * segments.
   */
  private record Head(DocumentId id, long number, long revision, long packed) {
    static Optional<Head> of(Sql sql, DocumentId document) throws SQLException {
      return sql.first(
          row -> new Head(document, row.getLong(1), row.getLong(2), row.getLong(3)),
          "SELECT number, head, packed FROM documents WHERE id = ? AND deleted IS NULL",
          document.value());
    }
  }

  private static Change change(ResultSet row) throws SQLException {
    byte[] delta = row.getBytes(8);
    return new Change(
        new Revision(row.getLong(1)),
        new SubmissionId(new ClientId(row.getString(2)), row.getLong(3)),
        new SessionId(row.getString(4)),
        new Author(row.getString(5), row.getString(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        Damage.checked(() -> DeltaCodec.decode(delta)));
  }

  private static Snapshot snapshot(ResultSet row) throws SQLException {
    byte[] content = row.getBytes(2);
    return new Snapshot(
        new Revision(row.getLong(1)), Damage.checked(() -> SnapshotCodec.decode(content)));
  }

  @Override
  public CompletionStage<AppendResult> append(
      DocumentId document, Revision expected, List<Change> changes) {
    requireContiguous(document, expected, changes);
    List<Change> given = List.copyOf(changes);
    List<byte[]> deltas = given.stream().map(change -> DeltaCodec.encode(change.delta())).toList();
    long bytes = deltas.stream().mapToLong(delta -> ROW_BYTES + delta.length).sum();
    return writer
        .submit(bytes, sql -> append(sql, document, expected, given, deltas))
        .minimalCompletionStage();
  }

  private static void requireContiguous(
      DocumentId document, Revision expected, List<Change> changes) {
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("an append to \"" + document + "\" has no changes");
    }
    Revision last = expected;
    Set<SubmissionId> ids = new HashSet<>();
    for (Change change : changes) {
      if (!change.revision().equals(last.next())) {
        throw new IllegalArgumentException(
            "expected the change of \"%s\" to revision %s, got %s"
                .formatted(document, last.next(), change.revision()));
      }
      if (!ids.add(change.id())) {
        throw new IllegalArgumentException(
            "submission %s is twice in one append to \"%s\"".formatted(change.id(), document));
      }
      last = change.revision();
    }
  }

  private static AppendResult append(
      Sql sql, DocumentId document, Revision expected, List<Change> changes, List<byte[]> deltas)
      throws SQLException {
    Change last = changes.getLast();
    Optional<Moved> moved =
        sql.first(
            row -> new Moved(row.getLong(1), row.getLong(2) > 0),
            MOVE_HEAD,
            last.revision().number(),
            last.time().toEpochMilli(),
            document.value(),
            expected.number());
    if (moved.isEmpty()) {
      Optional<Head> head = Head.of(sql, document);
      return head.isPresent()
          ? new AppendResult.Conflict(new Revision(head.get().revision))
          : new AppendResult.NoSuchDocument();
    }
    for (int i = 0; i < changes.size(); i++) {
      insert(sql, moved.get(), changes.get(i), deltas.get(i));
    }
    return new AppendResult.Appended();
  }

  /** A document whose head was moved, and whether some of its changes are packed. */
  private record Moved(long document, boolean packed) {}

  private static void insert(Sql sql, Moved moved, Change change, byte[] delta)
      throws SQLException {
    long replica = Numbers.ofReplica(sql, moved.document, change.id().client());
    if (moved.packed) {
      requireNotPacked(sql, replica, change.id());
    }
    sql.update(
        """
        INSERT INTO changes (document, revision, replica, seq, session, time, delta)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        moved.document,
        change.revision().number(),
        replica,
        change.id().seq(),
        Numbers.ofSession(sql, moved.document, change.session(), change.author()),
        change.time().toEpochMilli(),
        delta);
  }

  /** What the unique index is for rows: a replica's seqs rise, so one not above them is no new. */
  private static void requireNotPacked(Sql sql, long replica, SubmissionId id) throws SQLException {
    Optional<Long> newest = Segments.newestSeq(sql, replica);
    if (newest.isPresent() && id.seq() <= newest.get()) {
      throw new IllegalArgumentException(
          "expected a seq of %s above %d, got %d: it is in the log already"
              .formatted(id.client(), newest.get(), id.seq()));
    }
  }

  @Override
  public Optional<Stored> open(DocumentId document) {
    return readers.read(sql -> {
      Optional<Head> found = Head.of(sql, document);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Head head = found.get();
      Snapshot newest = newest(sql, head, head.revision);
      return Optional.of(
          new Stored(newest, changes(sql, head, newest.revision().number(), head.revision)));
    });
  }

  /** The newest snapshot at or before a revision. */
  private static Snapshot newest(Sql sql, Head head, long revision) throws SQLException {
    return sql.first(SqlChangeLog::snapshot, NEWEST_SNAPSHOT, head.number, revision)
        .orElseGet(Snapshot::initial);
  }

  private List<Change> changes(Sql sql, Head head, long after, long through) throws SQLException {
    List<Change> rows =
        sql.all(
            SqlChangeLog::change,
            CHANGES_IN_RANGE,
            head.number,
            Math.max(after, head.packed),
            through);
    long packedThrough = Math.min(through, head.packed);
    if (after >= packedThrough) {
      return rows;
    }
    List<Change> all = segments.read(sql, head.id, head.number, after, packedThrough);
    all.addAll(rows);
    return all;
  }

  @Override
  public List<Change> read(DocumentId document, Revision after, Revision through) {
    return readers.read(sql -> {
      Optional<Head> head = Head.of(sql, document);
      return head.isEmpty()
          ? List.of()
          : changes(sql, head.get(), after.number(), through.number());
    });
  }

  @Override
  public Optional<Change> find(DocumentId document, SubmissionId submission) {
    return readers.read(sql -> {
      Optional<Change> row =
          sql.first(
              SqlChangeLog::change,
              CHANGE_OF_SUBMISSION,
              document.value(),
              submission.client().value(),
              submission.seq());
      return row.isPresent() ? row : segments.find(sql, document, submission);
    });
  }

  @Override
  public Optional<Change> newestOf(DocumentId document, ClientId client) {
    return readers.read(sql -> {
      Optional<Change> row =
          sql.first(SqlChangeLog::change, NEWEST_OF_REPLICA, document.value(), client.value());
      // What is packed is older than what is not.
      return row.isPresent() ? row : segments.newestOf(sql, document, client);
    });
  }

  @Override
  public Optional<Snapshot> snapshotAtOrBefore(DocumentId document, Revision revision) {
    return readers.read(sql -> {
      Optional<Head> head = Head.of(sql, document);
      return head.isEmpty()
          ? Optional.empty()
          : Optional.of(newest(sql, head.get(), revision.number()));
    });
  }

  @Override
  public void saveSnapshot(DocumentId document, Snapshot snapshot) {
    long revision = snapshot.revision().number();
    byte[] content = SnapshotCodec.encode(snapshot.content());
    Optional<Head> head =
        writer.write(
            content.length,
            sql -> {
              Optional<Head> found = Head.of(sql, document);
              if (found.isPresent() && revision <= found.get().revision) {
                sql.update(
                    """
                    INSERT INTO snapshots (document, revision, content) VALUES (?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """,
                    found.get().number,
                    revision,
                    content);
              }
              return found;
            });
    if (head.isPresent() && revision > head.get().revision) {
      throw new IllegalArgumentException(
          "a snapshot of \"%s\" is at revision %d but the document at %d"
              .formatted(document, revision, head.get().revision));
    }
  }
}
