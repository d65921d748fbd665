package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database's one writer: a thread that takes all work that waits, does it in one transaction,
 * and completes its futures when the transaction is durable, in the order in which the work came.
 * So the disk is forced once for many documents, and the more there is to write, the more are
 * served by one force.
 *
 * <p>Work that is itself to blame for a failure (see {@link Database#blamesWork}) fails alone: the
 * transaction is rolled back and each piece of the batch is done again in one of its own. If the
 * place is to blame, the batch fails and with it all that waits behind it, since that was submitted
 * in the belief that this would succeed; the connection is dropped, and the next work opens
 * another.
 */
final class GroupCommit implements AutoCloseable {
  /**
   * How many pieces of work one transaction takes: bounds how long the first waits for the last.
   */
  private static final int BATCH_PIECES = 1024;

  /** How many bytes one transaction takes, so that it stays well below what the WAL is kept at. */
  private static final long BATCH_BYTES = 8L << 20;

  /**
   * How many bytes may wait: bounds the memory that a slow disk costs. Several hundred thousand
   * edits, or a few very large snapshots.
   */
  private static final long WAITING_BYTES = 256L << 20;

  private final Database database;
  private final Thread thread = new Thread(this::run, "scriptorium-store-writer");
  private @Nullable Sql connection;

  /** The transaction that the work at hand, on the writer's own thread, has to itself. */
  private final ScopedValue<Sql> transaction = ScopedValue.newInstance();

  private final Object lock = new Object();
  // Guarded by lock.
  private final ArrayDeque<Piece<?>> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closed;

  /** Starts the writer. */
  GroupCommit(Database database) {
    this.database = database;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Puts work into the queue. Never blocks. The future completes on the writer's thread: with the
   * work's result once it is durable, with what the work threw, or with a {@link StoreException}.
   *
   * @param bytes about how much will be written
   * @param work only uses the connection, and may be run more than once
   */
  <T> CompletableFuture<T> submit(long bytes, Sql.Work<T> work) {
    Piece<T> piece = new Piece<>(bytes, work);
    synchronized (lock) {
      Optional<String> refusal = refusal(bytes);
      if (refusal.isPresent()) {
        piece.future.completeExceptionally(
            new StoreException(refusal.get(), new IllegalStateException(refusal.get())));
        return piece.future;
      }
      waiting.add(piece);
      waitingBytes += bytes;
      lock.notifyAll();
    }
    return piece.future;
  }

  private Optional<String> refusal(long bytes) {
    if (closed) {
      return Optional.of("The store is closed.");
    }
    if (!waiting.isEmpty() && waitingBytes + bytes > WAITING_BYTES) {
      return Optional.of("The disk is too slow: too much waits to be written.");
    }
    return Optional.empty();
  }

  /**
   * Submits work and waits for its result; within {@link #together}, does it as a part of that. Not
   * to be called on the writer's own thread otherwise.
   */
  <T> T write(long bytes, Sql.Work<T> work) {
    if (transaction.isBound()) {
      return within(work);
    }
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("the store's writer cannot wait for itself");
    }
    return join(submit(bytes, work));
  }

  /**
   * Does work whose own writes and reads are one transaction, and waits for it.
   *
   * @param work may be run more than once, on the writer's thread
   */
  <T> T together(long bytes, Supplier<T> work) {
    if (transaction.isBound()) {
      return work.get();
    }
    return write(
        bytes,
        sql -> {
          try {
            return ScopedValue.where(transaction, sql).call(work::get);
          } catch (PartFailedException failed) {
            throw failed.sql;
          }
        });
  }

  /** Whether the caller is inside {@link #together}. */
  boolean isTogether() {
    return transaction.isBound();
  }

  /** Does a part of what is done {@link #together}, on its connection. */
  <T> T within(Sql.Work<T> work) {
    try {
      return work.run(transaction.get());
    } catch (SQLException failure) {
      throw new PartFailedException(failure);
    }
  }

  /** Takes what the database says through code that knows nothing of databases. */
  private static final class PartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException sql;

    PartFailedException(SQLException sql) {
      super(sql);
      this.sql = sql;
    }
  }

  /** The future's result; what it failed with is thrown as it is. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private void run() {
    for (List<Piece<?>> batch = next(); !batch.isEmpty(); batch = next()) {
      commit(batch);
    }
    disconnect(new IllegalStateException("closing"));
  }

  /** What waits, up to a batch; empty once there is nothing left to wait for. */
  private List<Piece<?>> next() {
    synchronized (lock) {
      while (waiting.isEmpty() && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException ignored) {
          // Nobody has reason to; the writer ends by being closed.
        }
      }
      List<Piece<?>> batch = new ArrayList<>();
      long bytes = 0;
      while (!waiting.isEmpty() && batch.size() < BATCH_PIECES && bytes < BATCH_BYTES) {
        Piece<?> piece = waiting.remove();
        bytes += piece.bytes;
        batch.add(piece);
      }
      waitingBytes -= bytes;
      return batch;
    }
  }

  private void commit(List<Piece<?>> batch) {
    try {
      List<Runnable> outcomes = connect().transaction(sql -> runAll(batch, sql));
      outcomes.forEach(Runnable::run);
    } catch (SQLException | RuntimeException | Error failure) {
      if (!database.blamesWork(failure)) {
        placeFailed(batch, failure);
      } else if (batch.size() == 1) {
        batch.getFirst().future.completeExceptionally(misuse(failure));
      } else {
        batch.forEach(piece -> commit(List.of(piece)));
      }
    }
  }

  private static List<Runnable> runAll(List<Piece<?>> batch, Sql sql) throws SQLException {
    List<Runnable> outcomes = new ArrayList<>(batch.size());
    for (Piece<?> piece : batch) {
      outcomes.add(piece.run(sql));
    }
    return outcomes;
  }

  private RuntimeException misuse(Throwable failure) {
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalArgumentException(database.explain(failure).getMessage(), failure);
  }

  private void placeFailed(List<Piece<?>> batch, Throwable failure) {
    StoreException explained = database.explain(failure);
    disconnect(failure);
    List<Piece<?>> failed = new ArrayList<>(batch);
    synchronized (lock) {
      failed.addAll(waiting);
      waiting.clear();
      waitingBytes = 0;
    }
    failed.forEach(piece -> piece.future.completeExceptionally(explained));
  }

  private Sql connect() throws SQLException {
    if (connection == null) {
      connection = database.connect(Database.Use.WRITE);
    }
    return connection;
  }

  private void disconnect(Throwable why) {
    if (connection != null) {
      connection.drop(why);
      connection = null;
    }
  }

  /** Takes no more work, does what waits, and ends. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
    }
  }

  /** Work, and whom to tell. */
  private static final class Piece<T> {
    final long bytes;
    final Sql.Work<T> work;
    final CompletableFuture<T> future = new CompletableFuture<>();

    Piece(long bytes, Sql.Work<T> work) {
      this.bytes = bytes;
      this.work = work;
    }

    /** Does the work, and gives what is to be done once it is durable. */
    Runnable run(Sql sql) throws SQLException {
      T result = work.run(sql);
      return () -> future.complete(result);
    }
  }
}
