package io.scriptorium.store;

import io.scriptorium.access.AccessStore;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * A data folder: every document, its changes and its snapshots, in one SQLite database. Usable from
 * any thread.
 *
 * <p>When {@link ChangeLog#append} completes with {@link ChangeLog.AppendResult.Appended}, the
 * changes are durable: the operating system was told to force them to the disk and said that it
 * did. They survive the end of this process at any moment, and a power failure as far as the disk
 * keeps its word.
 *
 * <p>While the disk is full, locked or read-only, everything that writes fails with a {@link
 * StoreException} that says so, and nothing is written half. No restart is needed when the cause is
 * gone: the next write succeeds.
 */
public final class SqliteStore implements AutoCloseable {
  /** How long a statement waits for another program that has locked the database. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final FolderLock lock;
  private final GroupCommit writer;
  private final Readers readers;
  private final Packer packer;
  private final InstantSource clock;
  private final ChangeLog changeLog;
  private final Catalogue catalogue;
  private final AccessStore access;

  private SqliteStore(FolderLock lock, Database database, InstantSource clock, Packing packing) {
    this.lock = lock;
    this.clock = clock;
    writer = new GroupCommit(database);
    readers = new Readers(database, writer);
    changeLog = new SqlChangeLog(writer, readers);
    catalogue = new SqlCatalogue(writer, readers, clock);
    access = SqlAccessStore.over(writer, readers);
    packer = new Packer(writer, readers, clock, packing);
    packer.start();
  }

  /**
   * Opens a data folder, making it if it is not there, and brings its tables up to date.
   *
   * @param clock tells when documents are created, renamed, deleted and restored
   * @throws StoreException if the folder cannot be used: it is in use by another server, cannot be
   *     written to, was written by a newer version, or its database is damaged
   */
  public static SqliteStore open(Path folder, InstantSource clock) {
    return open(folder, clock, PATIENCE, Packing.DEFAULT, UnaryOperator.identity());
  }

  /** With a database that may be wrapped, and other sizes of segments, as tests do. */
  static SqliteStore open(
      Path folder,
      InstantSource clock,
      Duration patience,
      Packing packing,
      UnaryOperator<Database> wrap) {
    make(folder);
    FolderLock lock = FolderLock.take(folder);
    SqliteDatabase database = new SqliteDatabase(folder.resolve("scriptorium.db"), patience);
    try {
      database.prepare(Migrations.DOCUMENTS);
      return new SqliteStore(lock, wrap.apply(database), clock, packing);
    } catch (SQLException | RuntimeException failure) {
      lock.close();
      throw database.explain(failure);
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new StoreException("The data folder " + folder + " cannot be made.", failure);
    }
  }

  /** The changes and snapshots in this folder. */
  public ChangeLog changeLog() {
    return changeLog;
  }

  /**
   * Packs old changes now, as happens by itself within minutes: for tools and measurements. Blocks
   * for the disk.
   */
  public void pack() {
    packer.packAll();
  }

  /** What packs the changes in this folder. */
  Packer packer() {
    return packer;
  }

  /** The list of documents in this folder. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** The accounts in this folder, and what they may do. */
  public AccessStore access() {
    return access;
  }

  /**
   * Finds out whether the store takes writes, by making a small one durable. Blocks for the disk.
   *
   * @throws StoreException if it does not, saying why
   */
  public void check() {
    writer.write(
        Long.BYTES,
        sql ->
            sql.update(
                """
                INSERT INTO probe (number, time) VALUES (1, ?)
                ON CONFLICT (number) DO UPDATE SET time = excluded.time
                """,
                clock.millis()));
  }

  /** Makes durable what was submitted, and gives the folder back. Later calls fail. */
  @Override
  public void close() {
    packer.close();
    writer.close();
    readers.close();
    lock.close();
  }
}
