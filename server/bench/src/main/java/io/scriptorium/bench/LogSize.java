package io.scriptorium.bench;

import io.scriptorium.engine.ChangeLog;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.store.SqliteStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * How much room a recorded session takes on the disk, one change an edit, each with its author and
 * its time, as it was written and after it was packed; and how quickly it is read. Traces have no
 * times: the gaps between two edits are those of somebody typing, drawn with a fixed seed, to the
 * millisecond; two people take turns. Arguments: traces that are sequential. Ends with 1 if what is
 * read is not what was written.
 */
public final class LogSize {
  private static final DocumentId DOCUMENT = new DocumentId("trace");
  private static final Instant START = Instant.parse("2026-01-01T09:00:00Z");
  private static final int ROUNDS = 7;

  private final PrintStream out;

  private LogSize(PrintStream out) {
    this.out = out;
  }

  /** See the class. */
  public static void main(String... args) throws IOException, SQLException {
    if (args.length < 1) {
      System.err.println("expected the files of sequential traces");
      System.exit(2);
    }
    boolean same = true;
    for (String file : args) {
      same &= new LogSize(System.out).measure(Path.of(file));
    }
    System.exit(same ? 0 : 1);
  }

  private boolean measure(Path file) throws IOException, SQLException {
    List<Change> changes = changes(TraceReader.read(file));
    Path folder = Files.createTempDirectory("scriptorium-log-size");
    Instant later = changes.getLast().time().plus(Duration.ofDays(1));
    try (SqliteStore store = SqliteStore.open(folder, InstantSource.fixed(later))) {
      store.catalogue().create(DOCUMENT, "Trace");
      long empty = bytes(folder);
      append(store.changeLog(), changes);
      long rows = bytes(folder) - empty;
      boolean same = read(store.changeLog()).equals(changes);
      double readRows = readMillis(store.changeLog());
      store.pack();
      long packed = bytes(folder) - empty;
      same &= read(store.changeLog()).equals(changes);
      out.printf(
          Locale.ROOT,
          "%s: %,d changes; as rows %,d bytes (%.1f a change), packed %,d (%.2f); all read in"
              + " %.0f ms from rows, in %.0f ms from segments, in %.1f ms once decoded; %s%n",
          file.getFileName(),
          changes.size(),
          rows,
          (double) rows / changes.size(),
          packed,
          (double) packed / changes.size(),
          readRows,
          firstReadMillis(folder, later),
          readMillis(store.changeLog()),
          same ? "as written" : "OTHERWISE THAN WRITTEN");
      return same;
    } finally {
      remove(folder);
    }
  }

  private static List<Change> changes(Trace trace) {
    RandomGenerator random = new SplittableRandom(1);
    List<Change> changes = new ArrayList<>();
    Instant time = START;
    int who = 0;
    long[] seqs = new long[2];
    for (Trace.Transaction transaction : trace.transactions()) {
      who = random.nextInt(100) == 0 ? 1 - who : who;
      time = time.plusMillis(gap(random));
      changes.add(
          new Change(
              new Revision(changes.size() + 1L),
              new SubmissionId(new ClientId("client-" + who), seqs[who]++),
              new SessionId("session-" + who),
              new Author("author-" + who, "Author " + who),
              time,
              transaction.delta()));
    }
    return changes;
  }

  /** Milliseconds: log-normal around 160 while somebody types, and now and then some seconds. */
  private static long gap(RandomGenerator random) {
    return random.nextInt(33) == 0
        ? (long) (5_000 * random.nextExponential())
        : (long) (160 * Math.exp(0.6 * random.nextGaussian()));
  }

  private static void append(ChangeLog log, List<Change> changes) {
    List<CompletableFuture<?>> appends = new ArrayList<>();
    for (Change change : changes) {
      Revision before = new Revision(change.revision().number() - 1);
      appends.add(log.append(DOCUMENT, before, List.of(change)).toCompletableFuture());
    }
    appends.forEach(CompletableFuture::join);
  }

  private static List<Change> read(ChangeLog log) {
    return log.read(DOCUMENT, Revision.ZERO, new Revision(Long.MAX_VALUE));
  }

  /** The median of some reads of everything. */
  private static double readMillis(ChangeLog log) {
    double[] millis = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      read(log);
      millis[round] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[ROUNDS / 2];
  }

  /** With nothing decoded yet: from a copy, since a folder serves one store. */
  private static double firstReadMillis(Path folder, Instant now) throws IOException, SQLException {
    Path copy = Files.createTempDirectory("scriptorium-log-size");
    try {
      try (Connection database = connect(folder);
          Statement statement = database.createStatement()) {
        statement.execute("VACUUM INTO '" + copy.resolve("scriptorium.db") + "'");
      }
      try (SqliteStore store = SqliteStore.open(copy, InstantSource.fixed(now))) {
        long start = System.nanoTime();
        read(store.changeLog());
        return (System.nanoTime() - start) / 1e6;
      }
    } finally {
      remove(copy);
    }
  }

  /** What the database's pages take that are in use, indexes and all. */
  private static long bytes(Path folder) throws SQLException {
    try (Connection database = connect(folder);
        Statement statement = database.createStatement()) {
      return (pragma(statement, "page_count") - pragma(statement, "freelist_count"))
          * pragma(statement, "page_size");
    }
  }

  private static Connection connect(Path folder) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("scriptorium.db"));
  }

  private static long pragma(Statement statement, String name) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
      return rows.getLong(1);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
