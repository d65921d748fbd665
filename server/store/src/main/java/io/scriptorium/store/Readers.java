package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections that read: each read sees the database as one commit left it, and neither waits
 * for the writer nor makes it wait.
 *
 * <p>Reads run on platform threads of their own. SQLite is native code, and a virtual thread inside
 * native code keeps its carrier: a few reads from a slow disk would stop every session's writer.
 */
final class Readers implements AutoCloseable {
  /** How many reads go on at once: enough to keep a disk busy; the rest wait their turn. */
  private static final int THREADS = 4;

  private final Database database;
  private final GroupCommit writer;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("scriptorium-store-reader-", 1).factory());
  private final ConcurrentLinkedDeque<Sql> idle = new ConcurrentLinkedDeque<>();

  /**
   * Opens its connections when they are first needed. Its threads start now: a thread takes over
   * the group, the rank and the class loader of whoever starts it, and who reads first may be a
   * plugin, whose end would be the thread's.
   *
   * @param writer what it does together with reads is read as it stands there
   */
  Readers(Database database, GroupCommit writer) {
    this.database = database;
    this.writer = writer;
    threads.prestartAllCoreThreads();
  }

  /**
   * Does the work in one transaction and waits for it; within {@link GroupCommit#together}, as a
   * part of that.
   *
   * @throws StoreException if the database cannot be read
   */
  <T> T read(Sql.Work<T> work) {
    if (writer.isTogether()) {
      return writer.within(work);
    }
    try {
      return GroupCommit.join(CompletableFuture.supplyAsync(() -> readHere(work), threads));
    } catch (RejectedExecutionException closed) {
      throw new StoreException("The store is closed.", closed);
    }
  }

  private <T> T readHere(Sql.Work<T> work) {
    @Nullable Sql sql = idle.poll();
    try {
      if (sql == null) {
        sql = database.connect(Database.Use.READ);
      }
      T result = sql.transaction(work);
      idle.push(sql);
      return result;
    } catch (SQLException | RuntimeException failure) {
      if (sql != null) {
        sql.drop(failure);
      }
      throw database.explain(failure);
    }
  }

  /** Waits for the reads that are going on, then closes the connections. */
  @Override
  public void close() {
    threads.close();
    for (Sql sql = idle.poll(); sql != null; sql = idle.poll()) {
      sql.drop(new IllegalStateException("closing"));
    }
  }
}
