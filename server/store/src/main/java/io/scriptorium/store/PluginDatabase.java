package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import io.scriptorium.plugin.PluginException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One plugin's database: a connection that writes and one that reads, each for one thread at a
 * time. Made durable with each write, as the documents are, but apart from them.
 */
final class PluginDatabase implements AutoCloseable {
  /** No share of the disk that one could use up. */
  static final long UNBOUNDED = Long.MAX_VALUE;

  /** What the host may write beyond the plugin's share: checkpoints must not fail for it. */
  private static final long ROOM_FOR_HOST_BYTES = 64L << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int PAGE_BYTES = 4096;

  /** SQLite's own bound on pages. */
  private static final long MOST_PAGES = 0xfffffffeL;

  private final String plugin;
  private final SqliteDatabase database;
  private final long bytes;
  private final Line writer;
  private final Line reader;
  private volatile boolean closed;

  private PluginDatabase(String plugin, SqliteDatabase database, long bytes) {
    this.plugin = plugin;
    this.database = database;
    this.bytes = bytes;
    this.writer = new Line(Database.Use.WRITE);
    this.reader = new Line(Database.Use.READ);
  }

  /**
   * Opens one, making it if there is none.
   *
   * @param bytes how large its file may become
   * @throws PluginException if it cannot be opened
   */
  static PluginDatabase open(String plugin, Path file, long bytes) {
    SqliteDatabase database = new SqliteDatabase(file, PATIENCE);
    try {
      database.prepare(Migrations.PLUGIN);
      return new PluginDatabase(plugin, database, bytes);
    } catch (SQLException | StoreException failure) {
      throw new PluginException(String.valueOf(database.explain(failure).getMessage()), failure);
    }
  }

  /** Reads in one transaction. */
  <T> T read(Sql.Work<T> work) {
    return reader.run(sql -> sql.transaction(work));
  }

  /** Writes for the plugin, within its share. */
  <T> T write(Sql.Work<T> work) {
    return writer.run(sql -> bounded(sql, bytes, work));
  }

  /** Writes for the host. */
  <T> T writeForHost(Sql.Work<T> work) {
    long more = bytes > UNBOUNDED - ROOM_FOR_HOST_BYTES ? UNBOUNDED : bytes + ROOM_FOR_HOST_BYTES;
    return writer.run(sql -> bounded(sql, more, work));
  }

  /** The bound is a property of the connection: setting it costs no access to the disk. */
  private static <T> T bounded(Sql sql, long bytes, Sql.Work<T> work) throws SQLException {
    sql.script("PRAGMA max_page_count = " + Math.min(MOST_PAGES, bytes / PAGE_BYTES));
    return sql.transaction(work);
  }

  @Override
  public void close() {
    closed = true;
    writer.close();
    reader.close();
  }

  private PluginException explained(Throwable failure) {
    String words =
        SqliteDatabase.isFull(failure) && bytes < UNBOUNDED
            ? "Plugin "
                + plugin
                + " has used up its share of the disk ("
                + (bytes >> 20)
                + " MB), or the disk is full."
            : database.explain(failure).getMessage();
    return new PluginException(String.valueOf(words), failure);
  }

  /** A connection, opened when it is first needed, and who waits for it. */
  private final class Line {
    private final Database.Use use;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Sql connection;

    Line(Database.Use use) {
      this.use = use;
    }

    <T> T run(Sql.Work<T> work) {
      lock.lock();
      try {
        if (closed) {
          throw new PluginException("What plugin " + plugin + " keeps has been closed.");
        }
        return work.run(connected());
      } catch (SQLException failure) {
        drop(failure);
        throw explained(failure);
      } finally {
        lock.unlock();
      }
    }

    private Sql connected() throws SQLException {
      Sql open = connection;
      if (open == null) {
        open = database.connect(use);
        connection = open;
      }
      return open;
    }

    private void drop(Throwable reason) {
      if (connection != null) {
        connection.drop(reason);
        connection = null;
      }
    }

    void close() {
      lock.lock();
      try {
        drop(new IllegalStateException("closing"));
      } finally {
        lock.unlock();
      }
    }
  }
}
