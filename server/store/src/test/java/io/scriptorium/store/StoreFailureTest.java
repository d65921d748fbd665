package io.scriptorium.store;

import static io.scriptorium.store.Edits.all;
import static io.scriptorium.store.Edits.append;
import static io.scriptorium.store.Edits.change;
import static io.scriptorium.store.Edits.typed;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.RichText;
import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.ChangeLog.AppendResult;
import io.scriptorium.engine.StoreException;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store in trouble: it says which, leaves nothing half done, and goes on when it is over. */
@Timeout(120)
class StoreFailureTest {
  private static final DocumentId DOCUMENT = new DocumentId("minutes");
  private static final DocumentId OTHER = new DocumentId("other");

  @TempDir Path folder;

  /** A statement that each connection of the writer begins with, for as long as there is one. */
  private static final class Spoiling {
    private volatile Optional<String> statement;

    Spoiling(String statement) {
      this.statement = Optional.of(statement);
    }

    void end() {
      statement = Optional.empty();
    }

    Database database(Database sound) {
      return new Database() {
        @Override
        public Sql connect(Use use) throws SQLException {
          Sql sql = sound.connect(use);
          if (use == Use.WRITE && statement.isPresent()) {
            sql.script(statement.get());
          }
          return sql;
        }

        @Override
        public boolean blamesWork(Throwable failure) {
          return sound.blamesWork(failure);
        }

        @Override
        public StoreException explain(Throwable failure) {
          return sound.explain(failure);
        }
      };
    }
  }

  private SqliteStore open() {
    return SqliteStore.open(folder, InstantSource.system());
  }

  private static SqliteStore open(Path folder, Spoiling spoiling) {
    return SqliteStore.open(
        folder,
        InstantSource.system(),
        Duration.ofMillis(200),
        Packing.DEFAULT,
        spoiling::database);
  }

  private static StoreException failureOf(CompletableFuture<AppendResult> stage) {
    CompletionException failure = assertThrows(CompletionException.class, stage::join);
    return assertInstanceOf(StoreException.class, failure.getCause());
  }

  private static String words(StoreException failure) {
    return requireNonNull(failure.getMessage());
  }

  private static void assertAppended(CompletableFuture<AppendResult> stage) {
    assertEquals(new AppendResult.Appended(), stage.join());
  }

  @Test
  void fullDiskStopsWritingAndNothingElse() {
    Spoiling small = new Spoiling("PRAGMA max_page_count = 90");
    try (SqliteStore store = open(folder, small)) {
      ChangeLog log = store.changeLog();
      store.catalogue().create(DOCUMENT, "Title");
      long head = appendUntilItFails(log);
      assertTrue(head > 0, "some edits fit");
      assertEquals(typed(1, head), all(log, DOCUMENT), "what was acknowledged, no more");

      assertEquals(
          "The disk is full.", failureOf(append(log, DOCUMENT, large(head + 1))).getMessage());
      Snapshot snapshot =
          new Snapshot(new Revision(head), RichText.of(large(1).getFirst().delta()));
      assertThrows(StoreException.class, () -> log.saveSnapshot(DOCUMENT, snapshot));
      assertEquals(head, log.open(DOCUMENT).orElseThrow().tail().size(), "reading goes on");

      small.end();
      store.check();
      assertAppended(append(log, DOCUMENT, large(head + 1)));
      assertEquals(head + 1, all(log, DOCUMENT).size());
    }
  }

  private static long appendUntilItFails(ChangeLog log) {
    for (long head = 0; ; head++) {
      CompletableFuture<AppendResult> stage = append(log, DOCUMENT, typed(head + 1, head + 1));
      if (stage.handle((result, failure) -> failure != null).join()) {
        assertEquals("The disk is full.", failureOf(stage).getMessage());
        return head;
      }
    }
  }

  /** Incompressible, and more than a few pages. */
  private static List<Change> large(long revision) {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      text.append((char) random.nextInt(' ', 0xd800));
    }
    return List.of(change(revision, "large", revision, text.append('\n').toString()));
  }

  @Test
  void whatWaitsBehindAFullDiskFailsWithIt() {
    Spoiling small = new Spoiling("PRAGMA max_page_count = 90");
    try (SqliteStore store = open(folder, small)) {
      ChangeLog log = store.changeLog();
      store.catalogue().create(DOCUMENT, "Title");
      List<CompletableFuture<AppendResult>> stages = new ArrayList<>();
      stages.add(append(log, DOCUMENT, large(1)));
      for (long revision = 2; revision < 200; revision++) {
        stages.add(append(log, DOCUMENT, typed(revision, revision)));
      }
      failureOf(stages.getFirst());
      for (CompletableFuture<AppendResult> stage : stages) {
        boolean appended =
            stage.handle((result, failure) -> result instanceof AppendResult.Appended).join();
        assertFalse(appended);
      }
      assertEquals(List.of(), all(log, DOCUMENT));
    }
  }

  @Test
  void lockOfAnotherProgramIsWaitedForAndThenTold() throws Exception {
    try (SqliteStore store = open(folder, new Spoiling("SELECT 1"))) {
      ChangeLog log = store.changeLog();
      store.catalogue().create(DOCUMENT, "Title");
      assertAppended(append(log, DOCUMENT, typed(1, 3)));
      try (OtherProcess _ = OtherProcess.locking(folder.resolve("scriptorium.db"))) {
        assertEquals(
            "The database is locked by another program.",
            failureOf(append(log, DOCUMENT, typed(4, 4))).getMessage());
        assertThrows(StoreException.class, store::check);
        assertEquals(typed(1, 3), all(log, DOCUMENT), "reading does not wait for it");
      }
      store.check();
      assertAppended(append(log, DOCUMENT, typed(4, 4)));
    }
  }

  @Test
  void readOnlyDatabaseIsToldAndRecoversFrom() {
    Spoiling readOnly = new Spoiling("PRAGMA query_only = ON");
    open().close();
    try (SqliteStore store = open(folder, readOnly)) {
      StoreException failure =
          assertThrows(StoreException.class, () -> store.catalogue().create(DOCUMENT, "Title"));
      assertEquals("The data folder is read-only.", failure.getMessage());
      assertInstanceOf(SQLException.class, failure.getCause());
      assertThrows(StoreException.class, store::check);
      assertEquals(Optional.empty(), store.catalogue().find(DOCUMENT));
      readOnly.end();
      store.check();
      assertEquals("Title", store.catalogue().create(DOCUMENT, "Title").title());
    }
  }

  @Test
  void folderThatCannotBeMadeIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    StoreException failure =
        assertThrows(
            StoreException.class,
            () -> SqliteStore.open(file.resolve("data"), InstantSource.system()));
    assertEquals(
        "The data folder " + file.resolve("data") + " cannot be made.", failure.getMessage());
  }

  @Test
  void vanishedDatabaseIsMissedAndNotReplaced() throws Exception {
    Path file = folder.resolve("scriptorium.db");
    SqliteDatabase database = new SqliteDatabase(file, Duration.ofMillis(200));
    SQLException failure =
        assertThrows(SQLException.class, () -> database.connect(Database.Use.WRITE).close());
    assertEquals(
        "The database file in the data folder cannot be opened.",
        database.explain(failure).getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void fileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
    open().close();
    Path file = folder.resolve("scriptorium.db");
    byte[] damaged = Files.readAllBytes(file);
    Arrays.fill(damaged, 0, 100, (byte) 'x');
    Files.write(file, damaged);
    StoreException failure = assertThrows(StoreException.class, this::open);
    assertTrue(words(failure).startsWith("The database file is damaged."), words(failure));
    assertArrayEquals(damaged, Files.readAllBytes(file));
    assertThrows(StoreException.class, this::open, "and the lock was given back");
  }

  @Test
  void damagedPagesAreToldAndNotReadAsSomethingElse() throws Exception {
    try (SqliteStore store = open()) {
      store.catalogue().create(DOCUMENT, "Title");
      assertAppended(append(store.changeLog(), DOCUMENT, typed(1, 5_000)));
    }
    Path file = folder.resolve("scriptorium.db");
    byte[] damaged = Files.readAllBytes(file);
    Arrays.fill(damaged, damaged.length / 2, damaged.length, (byte) 0xa5);
    Files.write(file, damaged);
    try (SqliteStore store = open()) {
      StoreException failure =
          assertThrows(StoreException.class, () -> all(store.changeLog(), DOCUMENT));
      assertTrue(words(failure).contains("damaged"), words(failure));
    }
  }

  @Test
  void damagedEntryIsTold() throws Exception {
    try (SqliteStore store = open()) {
      store.catalogue().create(DOCUMENT, "Title");
      store.catalogue().create(OTHER, "Title");
      assertAppended(append(store.changeLog(), DOCUMENT, typed(1, 3)));
      assertAppended(append(store.changeLog(), OTHER, typed(1, 3)));
      inDatabase("UPDATE changes SET delta = x'0112' WHERE document = 1 AND revision = 2");
      assertEquals(typed(3, 3), store.changeLog().read(DOCUMENT, at(2), at(3)));
      StoreException failure =
          assertThrows(StoreException.class, () -> store.changeLog().open(DOCUMENT));
      assertTrue(words(failure).contains("damaged entry"), words(failure));
      assertEquals(typed(1, 3), all(store.changeLog(), OTHER));
    }
  }

  @Test
  void secondServerOnAFolderIsRefused() throws Exception {
    try (SqliteStore store = open()) {
      String sentence =
          "The data folder %s is in use by another server (process %d)."
              .formatted(folder, ProcessHandle.current().pid());
      assertEquals(sentence, assertThrows(StoreException.class, this::open).getMessage());
      try (OtherProcess other = OtherProcess.serving(folder)) {
        assertEquals(sentence, other.readLine());
      }
      store.check();
    }
    try (OtherProcess other = OtherProcess.serving(folder)) {
      assertTrue(other.readLine().startsWith("serving"));
      StoreException refused = assertThrows(StoreException.class, this::open);
      assertTrue(words(refused).contains("(process " + other.pid() + ")"), words(refused));
    }
    open().close();
  }

  @Test
  void tablesOfANewerVersionAreRefused() throws Exception {
    open().close();
    inDatabase("PRAGMA user_version = 99");
    StoreException failure = assertThrows(StoreException.class, this::open);
    assertEquals(
        "The documents were written by a newer version of Scriptorium, and this one reads them only"
            + " up to version 5 of their tables (got 99).",
        failure.getMessage());
  }

  @Test
  void otherProgramsDatabaseIsRefused() throws Exception {
    inDatabase("PRAGMA user_version = 1; CREATE TABLE theirs (x)");
    StoreException failure = assertThrows(StoreException.class, this::open);
    assertTrue(words(failure).contains("another program's"), words(failure));
  }

  @Test
  void closingCommitsWhatWaits() {
    List<CompletableFuture<AppendResult>> stages = new ArrayList<>();
    SqliteStore store = open();
    store.catalogue().create(DOCUMENT, "Title");
    for (long revision = 1; revision <= 300; revision++) {
      stages.add(append(store.changeLog(), DOCUMENT, typed(revision, revision)));
    }
    store.close();
    stages.forEach(StoreFailureTest::assertAppended);
    failureOf(append(store.changeLog(), DOCUMENT, typed(301, 301)));
    assertThrows(StoreException.class, () -> store.catalogue().find(DOCUMENT));
    assertThrows(StoreException.class, store::check);
    try (SqliteStore again = open()) {
      assertEquals(typed(1, 300), all(again.changeLog(), DOCUMENT));
    }
  }

  private static Revision at(long number) {
    return new Revision(number);
  }

  private void inDatabase(String statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("scriptorium.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(statements);
    }
  }
}
