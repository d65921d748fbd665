package io.scriptorium.store;

import io.scriptorium.access.AccountId;
import io.scriptorium.access.LinkId;
import io.scriptorium.access.ShareLink;
import io.scriptorium.access.ShareLinks;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The links for sharing, in SQL. */
final class SqlShareLinks implements ShareLinks {
  private static final String SELECT =
      "SELECT id, document, role, guests, created, expires FROM links ";

  private final GroupCommit writer;
  private final Readers readers;

  SqlShareLinks(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  private static ShareLink read(ResultSet row) throws SQLException {
    long expires = row.getLong(6);
    boolean never = row.wasNull();
    return new ShareLink(
        new LinkId(row.getString(1)),
        new DocumentId(row.getString(2)),
        Role.valueOf(row.getString(3)),
        row.getBoolean(4),
        Instant.ofEpochMilli(row.getLong(5)),
        never ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires)));
  }

  @Override
  public void add(ShareLink link, String hash) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    """
                    INSERT INTO links (id, hash, document, role, guests, created, expires)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    link.id().value(),
                    hash,
                    link.document().value(),
                    link.role().name(),
                    link.guests() ? 1 : 0,
                    link.created().toEpochMilli(),
                    link.expires().map(Instant::toEpochMilli)));
  }

  @Override
  public Optional<ShareLink> find(String hash, Instant now) {
    return readers
        .read(sql -> sql.first(SqlShareLinks::read, SELECT + "WHERE hash = ?", hash))
        .filter(link -> link.livesAt(now));
  }

  @Override
  public void enter(LinkId link, AccountId account) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    """
                    INSERT INTO link_entries (link, account)
                    SELECT l.id, a.id FROM links l, accounts a WHERE l.id = ? AND a.id = ?
                    ON CONFLICT DO NOTHING
                    """,
                    link.value(),
                    account.value()));
  }

  @Override
  public List<ShareLink> of(DocumentId document) {
    return readers.read(sql ->
        sql.all(
            SqlShareLinks::read,
            SELECT + "WHERE document = ? ORDER BY number DESC",
            document.value()));
  }

  @Override
  public Set<AccountId> enteredBy(LinkId link) {
    return Set.copyOf(
        readers.read(sql ->
            sql.all(
                row -> new AccountId(row.getString(1)),
                "SELECT account FROM link_entries WHERE link = ?",
                link.value())));
  }

  @Override
  public boolean remove(DocumentId document, LinkId link) {
    return writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    "DELETE FROM links WHERE document = ? AND id = ?",
                    document.value(),
                    link.value()))
        > 0;
  }

  @Override
  public Set<DocumentId> endedWithin(Instant after, Instant through) {
    return Set.copyOf(
        readers.read(sql ->
            sql.all(
                row -> new DocumentId(row.getString(1)),
                "SELECT DISTINCT document FROM links WHERE expires > ? AND expires <= ?",
                after.toEpochMilli(),
                through.toEpochMilli())));
  }
}
