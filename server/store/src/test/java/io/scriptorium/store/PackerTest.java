package io.scriptorium.store;

import static io.scriptorium.store.Edits.all;
import static io.scriptorium.store.Edits.append;
import static io.scriptorium.store.Edits.typed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.ChangeLog.AppendResult;
import io.scriptorium.engine.MemoryCatalogue;
import io.scriptorium.engine.MemoryChangeLog;
import io.scriptorium.engine.RandomEdits;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
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
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PackerTest {
  private static final DocumentId DOCUMENT = new DocumentId("minutes");
  private static final Instant START = Instant.ofEpochMilli(1_750_000_000_000L);
  private static final Packing SMALL =
      new Packing(40, 10, 4, Duration.ofMinutes(10), Duration.ofDays(1), 3);

  @TempDir Path folder;

  /** Stands still, so that what was just written is not quiet, unless a test moves it on. */
  private Instant now = START;

  private SqliteStore open() {
    return SqliteStore.open(
        folder, () -> now, Duration.ofSeconds(2), SMALL, UnaryOperator.identity());
  }

  private long count(String query) throws SQLException {
    try (Connection database = connect();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("scriptorium.db"));
  }

  @Test
  void documentThatIsWrittenInKeepsItsNewestChangesAsRows() throws SQLException {
    try (SqliteStore store = open()) {
      store.catalogue().create(DOCUMENT, "Title");
      append(store.changeLog(), DOCUMENT, typed(1, 19)).join();
      store.packer().packAll();
      assertEquals(19, count("SELECT count(*) FROM changes"));
      append(store.changeLog(), DOCUMENT, typed(20, 37)).join();
      store.packer().packAll();
      assertEquals(17, count("SELECT count(*) FROM changes"));
      assertEquals(typed(1, 37), all(store.changeLog(), DOCUMENT));
    }
  }

  @Test
  void quietDocumentIsPackedWhole() throws SQLException {
    try (SqliteStore store = open()) {
      store.catalogue().create(DOCUMENT, "Title");
      append(store.changeLog(), DOCUMENT, typed(1, 10)).join();
      now = START.plus(Duration.ofHours(1));
      store.packer().packAll();
      assertEquals(0, count("SELECT count(*) FROM changes"));
      assertEquals(typed(1, 10), all(store.changeLog(), DOCUMENT));
    }
  }

  @Test
  void smallSegmentsGrowUntilTheyAreFull() throws SQLException {
    try (SqliteStore store = open()) {
      store.catalogue().create(DOCUMENT, "Title");
      now = START.plus(Duration.ofHours(1));
      for (long revision = 1; revision <= 100; revision += 5) {
        append(store.changeLog(), DOCUMENT, typed(revision, revision + 4)).join();
        store.packer().packAll();
      }
      assertEquals(3, count("SELECT count(*) FROM segments"));
      assertEquals(40, count("SELECT max(last - first + 1) FROM segments"));
      assertEquals(typed(1, 100), all(store.changeLog(), DOCUMENT));
    }
  }

  /** What a process leaves that ends between the segment and the last of its rows. */
  @Test
  void rowsThatWereLeftAreReadOnceAndRemoved() throws SQLException {
    try (SqliteStore store = open()) {
      store.catalogue().create(DOCUMENT, "Title");
      append(store.changeLog(), DOCUMENT, typed(1, 30)).join();
    }
    try (Connection database = connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("CREATE TABLE kept AS SELECT * FROM changes WHERE revision > 6");
    }
    now = START.plus(Duration.ofHours(1));
    try (SqliteStore store = open()) {
      store.packer().packAll();
    }
    try (Connection database = connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("INSERT INTO changes SELECT * FROM kept");
    }
    try (SqliteStore store = open()) {
      assertEquals(typed(1, 30), all(store.changeLog(), DOCUMENT));
      store.packer().removeLeftRows();
      assertEquals(0, count("SELECT count(*) FROM changes"));
      assertEquals(typed(1, 30), all(store.changeLog(), DOCUMENT));
    }
  }

  /** A document's number may be given again, to one that has as many changes. */
  @Test
  void purgedDocumentsSegmentsGoWithIt() throws SQLException {
    DocumentId next = new DocumentId("next");
    now = START.plus(Duration.ofHours(1));
    try (SqliteStore store = open()) {
      store.catalogue().create(DOCUMENT, "Title");
      append(store.changeLog(), DOCUMENT, typed(1, 10)).join();
      store.packer().packAll();
      assertEquals(typed(1, 10), all(store.changeLog(), DOCUMENT));
      store.catalogue().delete(DOCUMENT);
      store.catalogue().purge(now.plusSeconds(1), purged -> true);
      assertEquals(0, count("SELECT count(*) FROM segments"));
      assertEquals(0, count("SELECT count(*) FROM segment_replicas"));
      store.catalogue().create(next, "Title");
      List<Change> other = new ArrayList<>();
      for (long revision = 1; revision <= 10; revision++) {
        other.add(Edits.change(revision, "b", revision, "y"));
      }
      append(store.changeLog(), next, other).join();
      store.packer().packAll();
      assertEquals(other, all(store.changeLog(), next));
    }
  }

  @Test
  void packedAndUnpackedLogsAnswerAlike() {
    long seed = Long.getLong("scriptorium.seed", new Random().nextLong());
    System.out.println("PackerTest: -Dscriptorium.seed=" + seed);
    Random random = new Random(seed);
    MemoryCatalogue catalogue = new MemoryCatalogue(InstantSource.system());
    ChangeLog model = new MemoryChangeLog(catalogue);
    catalogue.create(DOCUMENT, "Title");
    SqliteStore store = open();
    store.catalogue().create(DOCUMENT, "Title");
    for (int step = 0; step < 400; step++) {
      now = START.plus(Duration.ofHours(random.nextInt(2)));
      switch (random.nextInt(10)) {
        case 0, 1 -> store.packer().packAll();
        case 2 -> {
          store.close();
          store = open();
        }
        case 3, 4, 5 -> {
          List<Change> more = more(model, random);
          assertEquals(new AppendResult.Appended(), append(model, DOCUMENT, more).join());
          assertEquals(
              new AppendResult.Appended(), append(store.changeLog(), DOCUMENT, more).join());
        }
        default -> ask(model, store.changeLog(), random, "seed " + seed + ", step " + step);
      }
    }
    store.close();
  }

  private static long head(ChangeLog log) {
    List<Change> all = all(log, DOCUMENT);
    return all.isEmpty() ? 0 : all.getLast().revision().number();
  }

  private static List<Change> more(ChangeLog log, Random random) {
    long head = head(log);
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i <= 1 + random.nextInt(25); i++) {
      String client = "client-" + random.nextInt(6);
      changes.add(
          new Change(
              new Revision(head + i),
              new SubmissionId(new ClientId(client), head + i),
              new SessionId("session-" + random.nextInt(3)),
              new Author("of-" + client, "Author " + random.nextInt(2)),
              START.plusMillis(random.nextInt(1_000)),
              RandomEdits.delta(random)));
    }
    return changes;
  }

  private static void ask(ChangeLog model, ChangeLog log, Random random, String where) {
    long head = head(model);
    Revision after = new Revision(random.nextLong(head + 2));
    Revision through = new Revision(random.nextLong(head + 2));
    ClientId client = new ClientId("client-" + random.nextInt(7));
    SubmissionId id = new SubmissionId(client, random.nextLong(head + 2));
    assertEquals(model.open(DOCUMENT), log.open(DOCUMENT), where);
    assertEquals(model.read(DOCUMENT, after, through), log.read(DOCUMENT, after, through), where);
    assertEquals(model.newestOf(DOCUMENT, client), log.newestOf(DOCUMENT, client), where);
    assertEquals(model.find(DOCUMENT, id), log.find(DOCUMENT, id), where);
  }
}
