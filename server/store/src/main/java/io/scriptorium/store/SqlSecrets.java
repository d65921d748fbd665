package io.scriptorium.store;

import io.scriptorium.access.AccountId;
import io.scriptorium.access.Secret;
import io.scriptorium.access.Secret.Purpose;
import io.scriptorium.access.Secret.Scope;
import io.scriptorium.access.SecretId;
import io.scriptorium.access.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions, tokens and the like in SQL. */
final class SqlSecrets implements Secrets {
  private static final String COLUMNS = "id, purpose, account, label, scope, created, expires";

  private final GroupCommit writer;
  private final Readers readers;

  SqlSecrets(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  private static Secret read(ResultSet row) throws SQLException {
    return new Secret(
        new SecretId(row.getString(1)),
        Purpose.valueOf(row.getString(2)),
        new AccountId(row.getString(3)),
        row.getString(4),
        Scope.valueOf(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)));
  }

  @Override
  public void add(Secret secret, String hash) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql -> {
              sql.update("DELETE FROM secrets WHERE expires <= ?", secret.created().toEpochMilli());
              return sql.update(
                  "INSERT INTO secrets (hash, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  hash,
                  secret.id().value(),
                  secret.purpose().name(),
                  secret.account().value(),
                  secret.label(),
                  secret.scope().name(),
                  secret.created().toEpochMilli(),
                  secret.expires().toEpochMilli());
            });
  }

  @Override
  public Optional<Secret> find(String hash, Instant now) {
    return readers.read(sql ->
        sql.first(
            SqlSecrets::read,
            "SELECT " + COLUMNS + " FROM secrets WHERE hash = ? AND expires > ?",
            hash,
            now.toEpochMilli()));
  }

  @Override
  public Optional<Secret> take(String hash, Instant now) {
    return writer.write(
        SqlAccessStore.ROW_BYTES,
        sql ->
            sql.first(
                SqlSecrets::read,
                "DELETE FROM secrets WHERE hash = ? AND expires > ? RETURNING " + COLUMNS,
                hash,
                now.toEpochMilli()));
  }

  @Override
  public List<Secret> of(AccountId account, Purpose purpose, Instant now) {
    return readers.read(sql ->
        sql.all(
            SqlSecrets::read,
            "SELECT "
                + COLUMNS
                + " FROM secrets WHERE account = ? AND purpose = ? AND expires > ?"
                + " ORDER BY number DESC",
            account.value(),
            purpose.name(),
            now.toEpochMilli()));
  }

  @Override
  public boolean remove(AccountId account, SecretId id) {
    return writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    "DELETE FROM secrets WHERE account = ? AND id = ?",
                    account.value(),
                    id.value()))
        > 0;
  }

  @Override
  public void removeAll(AccountId account, Purpose purpose) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    "DELETE FROM secrets WHERE account = ? AND purpose = ?",
                    account.value(),
                    purpose.name()));
  }
}
