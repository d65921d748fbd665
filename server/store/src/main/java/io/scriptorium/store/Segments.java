package io.scriptorium.store;

import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
import java.lang.ref.SoftReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes that were packed into segments, as {@link Packer} does. A few decoded segments stay
 * in memory as long as there is room, since history is mostly read in order. Usable from any
 * thread, each with its own connection.
 */
final class Segments {
  /** How many decoded segments are kept. */
  private static final int KEPT = 8;

  private static final String OF_REPLICA =
      """
      SELECT g.document, g.first, g.last
      FROM segment_replicas p
      JOIN replicas r ON r.number = p.replica
      JOIN documents d ON d.number = r.document
      JOIN segments g ON g.document = p.document AND g.last = p.segment
      WHERE d.id = ? AND d.deleted IS NULL AND r.client = ?
      """;

  /** By the document's id: its number may be given again, its id never is. */
  private record Key(DocumentId document, long first, long last) {}

  private record Writer(SessionId session, Author author) {}

  /** A segment's row, but for its content. */
  private record Extent(long document, long first, long last) {
    static Extent of(ResultSet row) throws SQLException {
      return new Extent(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  // Guarded by itself.
  private final Map<Key, SoftReference<List<Change>>> decoded =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SoftReference<List<Change>>> eldest) {
          return size() > KEPT;
        }
      };

  /** The packed changes after a revision, up to and with another, in a list of the caller's. */
  List<Change> read(Sql sql, DocumentId id, long document, long after, long through)
      throws SQLException {
    List<Change> found = new ArrayList<>();
    List<Extent> extents =
        sql.all(
            Extent::of,
            """
            SELECT document, first, last FROM segments
            WHERE document = ? AND last > ? AND first <= ? ORDER BY last
            """,
            document,
            after,
            through);
    for (Extent extent : extents) {
      int from = (int) Math.max(0, after + 1 - extent.first);
      int to = (int) (Math.min(through, extent.last) + 1 - extent.first);
      found.addAll(changes(sql, id, extent).subList(from, to));
    }
    return found;
  }

  /** The packed change that this submission became. */
  Optional<Change> find(Sql sql, DocumentId id, SubmissionId submission) throws SQLException {
    List<Extent> extents =
        sql.all(
            Extent::of,
            OF_REPLICA + "AND p.oldest <= ? AND p.newest >= ?",
            id.value(),
            submission.client().value(),
            submission.seq(),
            submission.seq());
    for (Extent extent : extents) {
      Optional<Change> found =
          changes(sql, id, extent).stream()
              .filter(change -> change.id().equals(submission))
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The packed change of this replica with the highest seq. */
  Optional<Change> newestOf(Sql sql, DocumentId id, ClientId client) throws SQLException {
    Optional<Extent> newest =
        sql.first(
            Extent::of, OF_REPLICA + "ORDER BY p.newest DESC LIMIT 1", id.value(), client.value());
    Stream<Change> changes =
        newest.isEmpty() ? Stream.empty() : changes(sql, id, newest.get()).stream();
    return changes
        .filter(change -> change.id().client().equals(client))
        .max((one, other) -> Long.compare(one.id().seq(), other.id().seq()));
  }

  /** The highest seq of this replica's that was packed; empty if none was. */
  static Optional<Long> newestSeq(Sql sql, long replica) throws SQLException {
    return sql.first(
        row -> row.getLong(1),
        "SELECT newest FROM segment_replicas WHERE replica = ? ORDER BY newest DESC LIMIT 1",
        replica);
  }

  private List<Change> changes(Sql sql, DocumentId id, Extent extent) throws SQLException {
    Key key = new Key(id, extent.first, extent.last);
    List<Change> kept = kept(key);
    if (kept == null) {
      kept = decode(sql, extent);
      synchronized (decoded) {
        decoded.put(key, new SoftReference<>(kept));
      }
    }
    return kept;
  }

  private @Nullable List<Change> kept(Key key) {
    synchronized (decoded) {
      SoftReference<List<Change>> found = decoded.get(key);
      return found == null ? null : found.get();
    }
  }

  private static List<Change> decode(Sql sql, Extent extent) throws SQLException {
    Map<Long, ClientId> clients = new HashMap<>();
    Map<Long, Writer> writers = new HashMap<>();
    List<Change> changes = new ArrayList<>();
    for (SegmentCodec.Row row : rows(sql, extent.document, extent.last)) {
      ClientId client = clients.get(row.replica());
      if (client == null) {
        client = client(sql, row.replica());
        clients.put(row.replica(), client);
      }
      Writer writer = writers.get(row.session());
      if (writer == null) {
        writer = writer(sql, row.session());
        writers.put(row.session(), writer);
      }
      changes.add(
          new Change(
              new Revision(row.revision()),
              new SubmissionId(client, row.seq()),
              writer.session,
              writer.author,
              Instant.ofEpochMilli(row.time()),
              row.delta()));
    }
    return changes;
  }

  /** The rows of the segment that ends with this revision. */
  static List<SegmentCodec.Row> rows(Sql sql, long document, long last) throws SQLException {
    byte[] content =
        sql.first(
                row -> row.getBytes(1),
                "SELECT content FROM segments WHERE document = ? AND last = ?",
                document,
                last)
            .orElseThrow();
    return Damage.checked(() -> SegmentCodec.decode(content));
  }

  private static ClientId client(Sql sql, long replica) throws SQLException {
    return sql.first(
            row -> new ClientId(row.getString(1)),
            "SELECT client FROM replicas WHERE number = ?",
            replica)
        .orElseThrow();
  }

  private static Writer writer(Sql sql, long session) throws SQLException {
    return sql.first(
            row ->
                new Writer(
                    new SessionId(row.getString(1)),
                    new Author(row.getString(2), row.getString(3))),
            """
            SELECT s.session, a.id, a.name FROM sessions s JOIN authors a ON a.number = s.author
            WHERE s.number = ?
            """,
            session)
        .orElseThrow();
  }
}
