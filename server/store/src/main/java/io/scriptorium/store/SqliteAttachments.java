package io.scriptorium.store;

import io.scriptorium.engine.Attachment;
import io.scriptorium.engine.AttachmentId;
import io.scriptorium.engine.Attachments;
import io.scriptorium.engine.StoreException;
import io.scriptorium.plugin.DocumentId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The attachments of a data folder, in an SQLite database of their own: {@code attachments.db}. A
 * picture of ten megabytes is on its way to the disk for a while, and nobody's typing waits for it.
 */
public final class SqliteAttachments implements Attachments, AutoCloseable {
  private static final String FILE = "attachments.db";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** About what an attachment's row and its entries in the indexes take. */
  private static final long ROW_BYTES = 256;

  /** How many contents one transaction removes: an upload that comes meanwhile waits for it. */
  private static final int SWEPT_AT_ONCE = 16;

  private static final String OF_DOCUMENT =
      "FROM attachments a JOIN contents c ON c.number = a.content WHERE a.document = ? ";

  private final GroupCommit writer;
  private final Readers readers;
  private final InstantSource clock;

  private SqliteAttachments(Database database, InstantSource clock) {
    this.writer = new GroupCommit(database);
    this.readers = new Readers(database, writer);
    this.clock = clock;
  }

  /**
   * Opens those in a data folder. Who calls this holds the folder's lock: {@link SqliteStore}.
   *
   * @param clock tells when they are kept
   * @throws StoreException if they cannot be opened
   */
  public static SqliteAttachments open(Path folder, InstantSource clock) {
    SqliteDatabase database = new SqliteDatabase(folder.resolve(FILE), PATIENCE);
    try {
      database.prepare(Migrations.ATTACHMENTS);
      return new SqliteAttachments(database, clock);
    } catch (SQLException failure) {
      throw database.explain(failure);
    }
  }

  @Override
  public Outcome keep(DocumentId document, Attachment attachment, long mostBytes) {
    long now = clock.millis();
    return writer.write(
        attachment.content().length, sql -> keep(sql, document, attachment, mostBytes, now));
  }

  private static Outcome keep(
      Sql sql, DocumentId document, Attachment attachment, long mostBytes, long now)
      throws SQLException {
    int again =
        sql.update(
            """
            UPDATE attachments SET since = ?
            WHERE document = ? AND content = (SELECT number FROM contents WHERE hash = ?)
            """,
            now,
            document.value(),
            attachment.id().value());
    if (again > 0) {
      return Outcome.THERE;
    }
    long used =
        sql.first(
                row -> row.getLong(1),
                "SELECT coalesce(sum(c.bytes), 0) " + OF_DOCUMENT,
                document.value())
            .orElse(0L);
    if (used + attachment.content().length > mostBytes) {
      return Outcome.NO_ROOM;
    }
    sql.update(
        """
        INSERT INTO contents (hash, type, width, height, bytes, content) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        attachment.id().value(),
        attachment.mediaType(),
        attachment.width(),
        attachment.height(),
        attachment.content().length,
        attachment.content());
    sql.update(
        """
        INSERT INTO attachments (document, content, since)
        SELECT ?, number, ? FROM contents WHERE hash = ?
        """,
        document.value(),
        now,
        attachment.id().value());
    return Outcome.ADDED;
  }

  @Override
  public Optional<Attachment> find(DocumentId document, AttachmentId id) {
    return readers.read(sql ->
        sql.first(
            row ->
                new Attachment(id, row.getString(1), row.getInt(2), row.getInt(3), row.getBytes(4)),
            "SELECT c.type, c.width, c.height, c.content " + OF_DOCUMENT + "AND c.hash = ?",
            document.value(),
            id.value()));
  }

  /** Those that were claimed before need no write: a paste of many, an undo, an edit sent again. */
  @Override
  public boolean claim(DocumentId document, Set<AttachmentId> ids) {
    return readers.read(sql -> areClaimed(sql, document, ids))
        || writer.write(ROW_BYTES * ids.size(), sql -> claim(sql, document, ids));
  }

  private static boolean areClaimed(Sql sql, DocumentId document, Set<AttachmentId> ids)
      throws SQLException {
    for (AttachmentId id : ids) {
      Optional<Integer> claimed =
          sql.first(
              row -> row.getInt(1),
              "SELECT a.claimed " + OF_DOCUMENT + "AND c.hash = ?",
              document.value(),
              id.value());
      if (claimed.isEmpty() || claimed.get() == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean claim(Sql sql, DocumentId document, Set<AttachmentId> ids)
      throws SQLException {
    int claimed = 0;
    for (AttachmentId id : ids) {
      claimed +=
          sql.update(
              """
              UPDATE attachments SET claimed = 1
              WHERE document = ? AND content = (SELECT number FROM contents WHERE hash = ?)
              """,
              document.value(),
              id.value());
    }
    return claimed == ids.size();
  }

  @Override
  public void forget(DocumentId document) {
    var _ =
        writer.write(
            ROW_BYTES,
            sql -> sql.update("DELETE FROM attachments WHERE document = ?", document.value()));
  }

  @Override
  public void sweep(Instant unclaimedSince) {
    var _ =
        writer.write(
            ROW_BYTES,
            sql ->
                sql.update(
                    "DELETE FROM attachments WHERE claimed = 0 AND since < ?",
                    unclaimedSince.toEpochMilli()));
    while (removeSome() == SWEPT_AT_ONCE) {
      // The rest, in transactions of their own.
    }
  }

  private int removeSome() {
    return writer.write(
        ROW_BYTES * SWEPT_AT_ONCE,
        sql ->
            sql.update(
                """
                DELETE FROM contents WHERE number IN (
                  SELECT number FROM contents
                  WHERE NOT EXISTS (SELECT 1 FROM attachments WHERE content = contents.number)
                  LIMIT ?)
                """,
                SWEPT_AT_ONCE));
  }

  /** How many contents take room. */
  int contents() {
    return readers.read(
        sql -> sql.first(row -> row.getInt(1), "SELECT count(*) FROM contents").orElse(0));
  }

  /** Makes durable what was submitted. Later calls fail. */
  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
