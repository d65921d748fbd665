package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * An SQLite file: its connections and its errors.
 *
 * <p>The file is in WAL mode, so that readers and the writer do not wait for one another. With
 * {@code synchronous = FULL} each commit forces the disk before it returns; {@code fullfsync} makes
 * that true on a Mac, where an ordinary fsync leaves the data in the drive's cache.
 */
final class SqliteDatabase implements Database {
  private static final List<String> EVERY_CONNECTION =
      List.of("PRAGMA foreign_keys = ON", "PRAGMA temp_store = MEMORY");

  /** Bounds what the write-ahead log keeps on disk once it was written back: 64 MiB. */
  private static final List<String> WRITER =
      List.of(
          "PRAGMA synchronous = FULL",
          "PRAGMA fullfsync = ON",
          "PRAGMA journal_size_limit = 67108864");

  private static final List<String> READER = List.of("PRAGMA query_only = ON");

  private final Path file;
  private final Duration patience;

  /**
   * The database in this file.
   *
   * @param patience how long a statement waits for another program's lock
   */
  SqliteDatabase(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /** Makes the file if there is none, turns it to WAL mode and brings its tables up to date. */
  void prepare(Migrations migrations) throws SQLException {
    try (Sql sql = open(Use.WRITE, new SQLiteConfig())) {
      String mode = sql.first(row -> row.getString(1), "PRAGMA journal_mode = WAL").orElse("none");
      if (!mode.equals("wal")) {
        throw new SQLException("expected journal mode wal, got " + mode);
      }
      migrations.run(sql);
    }
  }

  @Override
  public Sql connect(Use use) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // A file that vanished must be missed, not silently replaced by an empty one.
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return open(use, config);
  }

  private Sql open(Use use, SQLiteConfig config) throws SQLException {
    config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    Sql sql = new Sql(connection, use == Use.WRITE ? "BEGIN IMMEDIATE" : "BEGIN");
    try {
      for (String pragma : EVERY_CONNECTION) {
        sql.script(pragma);
      }
      for (String pragma : use == Use.WRITE ? WRITER : READER) {
        sql.script(pragma);
      }
      return sql;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  /** Whether it failed because it has no room left, on the disk or within its own bound. */
  static boolean isFull(Throwable failure) {
    return failure instanceof SQLiteException inSqlite
        && primary(inSqlite) == SQLiteErrorCode.SQLITE_FULL;
  }

  @Override
  public boolean blamesWork(Throwable failure) {
    if (!(failure instanceof SQLiteException inSqlite)) {
      return failure instanceof RuntimeException;
    }
    return switch (primary(inSqlite)) {
      case SQLITE_CONSTRAINT, SQLITE_TOOBIG -> true;
      default -> false;
    };
  }

  @Override
  public StoreException explain(Throwable failure) {
    if (failure instanceof StoreException explained) {
      return explained;
    }
    if (failure instanceof SQLiteException inSqlite) {
      return new StoreException(words(inSqlite), failure);
    }
    return new StoreException("The database failed: " + failure.getMessage(), failure);
  }

  private static String words(SQLiteException failure) {
    return switch (primary(failure)) {
      case SQLITE_FULL -> "The disk is full.";
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
          "The database is locked by another program.";
      case SQLITE_READONLY -> "The data folder is read-only.";
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          "The database file in the data folder cannot be opened.";
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "The database file is damaged. It has to be restored from a backup.";
      case SQLITE_IOERR -> "The disk reports an error (" + failure.getResultCode() + ").";
      case SQLITE_NOMEM -> "The database ran out of memory.";
      case SQLITE_CONSTRAINT -> "The database refuses what breaks its rules.";
      case SQLITE_TOOBIG -> "That is too big for the database.";
      default -> "The database failed (" + failure.getResultCode() + ").";
    };
  }

  /** The code that an extended code such as {@code SQLITE_IOERR_FSYNC} refines: its low byte. */
  private static SQLiteErrorCode primary(SQLiteException failure) {
    return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
  }
}
