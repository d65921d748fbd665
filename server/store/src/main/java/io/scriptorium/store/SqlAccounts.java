package io.scriptorium.store;

import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.Accounts;
import io.scriptorium.access.Profile;
import io.scriptorium.access.SignInName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The accounts in SQL. */
final class SqlAccounts implements Accounts {
  private static final String SELECT =
      "SELECT id, kind, name, display, color, created FROM accounts ";

  private final GroupCommit writer;
  private final Readers readers;

  SqlAccounts(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        new AccountId(row.getString(1)),
        Account.Kind.valueOf(row.getString(2)),
        Optional.ofNullable(row.getString(3)).map(SignInName::new),
        new Profile(row.getString(4), row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)));
  }

  private static boolean insert(Sql sql, Account account, Optional<String> passwordHash)
      throws SQLException {
    int added =
        sql.update(
            """
            INSERT INTO accounts (id, kind, name, display, searched, color, created, password)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO NOTHING
            """,
            account.id().value(),
            account.kind().name(),
            account.name().map(SignInName::value),
            account.profile().displayName(),
            searched(account.profile()),
            account.profile().color(),
            account.created().toEpochMilli(),
            passwordHash);
    return added > 0;
  }

  private static String searched(Profile profile) {
    return profile.displayName().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean add(Account account, Optional<String> passwordHash) {
    return writer.write(SqlAccessStore.ROW_BYTES, sql -> insert(sql, account, passwordHash));
  }

  @Override
  public boolean addFirst(Account account, String passwordHash) {
    return writer.write(
        SqlAccessStore.ROW_BYTES,
        sql -> !anyMember(sql) && insert(sql, account, Optional.of(passwordHash)));
  }

  @Override
  public boolean anyMember() {
    return readers.read(SqlAccounts::anyMember);
  }

  private static boolean anyMember(Sql sql) throws SQLException {
    return sql.first(row -> true, "SELECT 1 FROM accounts WHERE name IS NOT NULL LIMIT 1")
        .isPresent();
  }

  @Override
  public List<Account> administrators() {
    return readers.read(sql ->
        sql.all(SqlAccounts::read, SELECT + "WHERE kind = 'ADMINISTRATOR' ORDER BY created, id"));
  }

  @Override
  public Optional<Account> find(AccountId id) {
    return readers.read(sql -> sql.first(SqlAccounts::read, SELECT + "WHERE id = ?", id.value()));
  }

  @Override
  public Optional<Account> named(SignInName name) {
    return readers.read(
        sql -> sql.first(SqlAccounts::read, SELECT + "WHERE name = ?", name.value()));
  }

  @Override
  public List<Account> matching(String beginning, int limit) {
    String wanted = beginning.toLowerCase(Locale.ROOT);
    return readers.read(sql ->
        sql.all(
            SqlAccounts::read,
            SELECT
                + """
                WHERE name IS NOT NULL
                AND (substr(name, 1, length(?)) = ? OR substr(searched, 1, length(?)) = ?)
                ORDER BY name LIMIT ?
                """,
            wanted,
            wanted,
            wanted,
            wanted,
            limit));
  }

  @Override
  public Optional<String> passwordHash(AccountId id) {
    return readers.read(sql ->
        sql.first(
            row -> row.getString(1),
            "SELECT password FROM accounts WHERE id = ? AND password IS NOT NULL",
            id.value()));
  }

  @Override
  public void setPasswordHash(AccountId id, String passwordHash) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    "UPDATE accounts SET password = ? WHERE id = ?", passwordHash, id.value()));
  }

  @Override
  public void removePasswordHash(AccountId id) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql -> sql.update("UPDATE accounts SET password = NULL WHERE id = ?", id.value()));
  }

  @Override
  public boolean setAdministrator(AccountId id, boolean administrator) {
    Account.Kind kind = administrator ? Account.Kind.ADMINISTRATOR : Account.Kind.MEMBER;
    return writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    "UPDATE accounts SET kind = ? WHERE id = ? AND kind <> 'GUEST'",
                    kind.name(),
                    id.value()))
        > 0;
  }

  @Override
  public boolean setProfile(AccountId id, Profile profile) {
    return writer.write(
            SqlAccessStore.ROW_BYTES,
            sql ->
                sql.update(
                    "UPDATE accounts SET display = ?, searched = ?, color = ? WHERE id = ?",
                    profile.displayName(),
                    searched(profile),
                    profile.color(),
                    id.value()))
        > 0;
  }

  @Override
  public boolean remove(AccountId id) {
    return writer.write(
            SqlAccessStore.ROW_BYTES,
            sql -> sql.update("DELETE FROM accounts WHERE id = ?", id.value()))
        > 0;
  }
}
