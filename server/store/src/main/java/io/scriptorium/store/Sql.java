package io.scriptorium.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection to the database that keeps each statement it has prepared. For one thread at a time.
 *
 * <p>Transactions are begun and ended with statements of their own, not with {@code
 * setAutoCommit(false)}: sqlite-jdbc would begin the next one as part of each commit, and then hold
 * the write lock while there is nothing to write.
 */
final class Sql implements AutoCloseable {
  /** How many numbers a connection remembers: those of some thousand people who write. */
  private static final int MEMORY = 10_000;

  private final Connection connection;
  private final String begin;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** What {@link #remembered} has found: the longest unused goes first. */
  private final Map<Object, Long> memory =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
          return size() > MEMORY;
        }
      };

  /**
   * Takes the connection over.
   *
   * @param begin the statement that begins a transaction
   */
  Sql(Connection connection, String begin) {
    this.connection = connection;
    this.begin = begin;
  }

  /** Something to be done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Sql sql) throws SQLException;
  }

  /** Makes a value of the row that a result set stands on. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Does all of the work or, where any of it throws, nothing. */
  <T> T transaction(Work<T> work) throws SQLException {
    execute(begin);
    try {
      T result = work.run(this);
      execute("COMMIT");
      return result;
    } catch (SQLException | RuntimeException | Error failure) {
      rollBack(failure);
      throw failure;
    }
  }

  private void rollBack(Throwable cause) {
    forget();
    try {
      execute("ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      // SQLite ends the transaction by itself on some failures, a full disk among them.
      cause.addSuppressed(alreadyRolledBack);
    }
  }

  /**
   * A number that stands for a key in the database, looked up at most once while this connection
   * remembers it. For numbers that stay: what a transaction gives that is rolled back is forgotten.
   */
  long remembered(Object key, Work<Long> lookup) throws SQLException {
    Long known = memory.get(key);
    if (known == null) {
      known = lookup.run(this);
      memory.put(key, known);
    }
    return known;
  }

  /** Forgets what is {@link #remembered}, since rows were removed. */
  void forget() {
    memory.clear();
  }

  /** Runs a statement that gives and takes nothing. */
  void execute(String statement) throws SQLException {
    prepare(statement).execute();
  }

  /** Runs several statements, separated by semicolons. */
  void script(String statements) throws SQLException {
    try (Statement all = connection.createStatement()) {
      all.executeUpdate(statements);
    }
  }

  /** Runs a statement that changes rows, and says how many. */
  int update(String statement, Object... values) throws SQLException {
    return bind(statement, values).executeUpdate();
  }

  /** The rows that a query gives. */
  <T> List<T> all(Row<T> row, String query, Object... values) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bind(query, values).executeQuery()) {
      while (rows.next()) {
        found.add(row.read(rows));
      }
    }
    return found;
  }

  /** The first row that a query gives, if it gives any. */
  <T> Optional<T> first(Row<T> row, String query, Object... values) throws SQLException {
    try (ResultSet rows = bind(query, values).executeQuery()) {
      return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
    }
  }

  /** An {@link Optional} stands for what is in it, or for NULL. */
  private PreparedStatement bind(String statement, Object... values) throws SQLException {
    PreparedStatement bound = prepare(statement);
    for (int i = 0; i < values.length; i++) {
      bound.setObject(
          i + 1, values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i]);
    }
    return bound;
  }

  private PreparedStatement prepare(String statement) throws SQLException {
    PreparedStatement kept = prepared.get(statement);
    if (kept == null) {
      kept = connection.prepareStatement(statement);
      prepared.put(statement, kept);
    }
    return kept;
  }

  /** Closes the connection for a reason, to which a failure to close it is added. */
  void drop(Throwable reason) {
    try {
      connection.close();
    } catch (SQLException failure) {
      reason.addSuppressed(failure);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
