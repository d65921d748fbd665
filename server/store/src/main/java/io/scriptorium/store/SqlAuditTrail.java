package io.scriptorium.store;

import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent;
import io.scriptorium.access.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened to accounts and rights, in SQL: triggers keep the table from shrinking. */
final class SqlAuditTrail implements AuditTrail {
  private final GroupCommit writer;
  private final Readers readers;

  SqlAuditTrail(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void add(AuditEvent event) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    """
                    INSERT INTO audit (time, action, actor, address, subject, detail)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    event.time().toEpochMilli(),
                    event.action().name(),
                    event.actor().map(AccountId::value),
                    event.address(),
                    event.subject(),
                    event.detail()));
  }

  private static Numbered read(ResultSet row) throws SQLException {
    return new Numbered(
        row.getLong(1),
        new AuditEvent(
            Instant.ofEpochMilli(row.getLong(2)),
            AuditEvent.Action.valueOf(row.getString(3)),
            Optional.ofNullable(row.getString(4)).map(AccountId::new),
            row.getString(5),
            row.getString(6),
            row.getString(7)));
  }

  @Override
  public List<Numbered> read(Filter filter, Optional<Long> before, int limit) {
    var query =
        new StringBuilder(
            "SELECT number, time, action, actor, address, subject, detail FROM audit WHERE 1");
    List<Object> values = new ArrayList<>();
    narrow(query, values, " AND number < ?", before);
    narrow(query, values, " AND action = ?", filter.action().map(Enum::name));
    narrow(query, values, " AND actor = ?", filter.actor().map(AccountId::value));
    narrow(query, values, " AND subject = ?", filter.subject());
    narrow(query, values, " AND time >= ?", filter.from().map(Instant::toEpochMilli));
    narrow(query, values, " AND time < ?", filter.until().map(Instant::toEpochMilli));
    values.add(limit);
    String whole = query.append(" ORDER BY number DESC LIMIT ?").toString();
    return readers.read(sql -> sql.all(SqlAuditTrail::read, whole, values.toArray()));
  }

  private static void narrow(
      StringBuilder query, List<Object> values, String condition, Optional<?> value) {
    value.ifPresent(given -> {
      query.append(condition);
      values.add(given);
    });
  }
}
