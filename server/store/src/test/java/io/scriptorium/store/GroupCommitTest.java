package io.scriptorium.store;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@Timeout(60)
class GroupCommitTest {
  @TempDir Path folder;
  private GroupCommit writer;
  private Readers readers;

  /** Holds the writer inside a piece of work, so that what follows waits together. */
  private final CountDownLatch gate = new CountDownLatch(1);

  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void open() throws SQLException {
    SqliteDatabase database =
        new SqliteDatabase(folder.resolve("scriptorium.db"), Duration.ofSeconds(1));
    database.prepare(Migrations.DOCUMENTS);
    writer = new GroupCommit(database);
    readers = new Readers(database, writer);
  }

  @AfterEach
  void close() {
    gate.countDown();
    readers.close();
    writer.close();
  }

  private CompletableFuture<Boolean> holdWriter() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CompletableFuture<Boolean> held =
        writer.submit(
            1,
            sql -> {
              reached.countDown();
              return awaited(gate);
            });
    assertTrue(awaited(reached));
    return held;
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private CompletableFuture<Integer> note(String title) {
    CompletableFuture<Integer> noted =
        writer.submit(
            1,
            sql -> {
              happened.add("wrote " + title);
              return insert(sql, title);
            });
    var _ = noted.thenRun(() -> happened.add("told " + title));
    return noted;
  }

  private static int insert(Sql sql, String id) throws SQLException {
    return sql.update(
        "INSERT INTO documents (id, title, head, created, changed) VALUES (?, '', 0, 0, 0)", id);
  }

  private List<String> ids() {
    return readers.read(sql ->
        sql.all(
            row -> requireNonNull(row.getString(1)), "SELECT id FROM documents ORDER BY number"));
  }

  private static Throwable causeOf(CompletableFuture<?> failed) {
    return requireNonNull(assertThrows(CompletionException.class, failed::join).getCause());
  }

  @Test
  void whatWaitsIsWrittenTogetherAndToldInOrder() throws Exception {
    CompletableFuture<Boolean> held = holdWriter();
    var _ = note("a");
    var _ = note("b");
    CompletableFuture<Integer> last = note("c");
    gate.countDown();
    assertTrue(held.join());
    assertEquals(1, last.join());
    assertEquals(
        List.of("wrote a", "wrote b", "wrote c", "told a", "told b", "told c"),
        happened.stream().limit(6).toList());
  }

  @Test
  void nothingIsSeenBeforeTheCommit() throws Exception {
    CompletableFuture<Boolean> held = holdWriter();
    CompletableFuture<Boolean> seen =
        writer.submit(
            1,
            sql -> {
              insert(sql, "a");
              return ids().isEmpty();
            });
    gate.countDown();
    assertTrue(held.join());
    assertTrue(seen.join(), "readers neither see it nor wait for it");
    assertEquals(List.of("a"), ids());
  }

  @Test
  void workThatBreaksARuleFailsAlone() throws Exception {
    var _ = holdWriter();
    CompletableFuture<Integer> before = note("a");
    CompletableFuture<Integer> twice = note("a");
    CompletableFuture<Integer> thrown =
        writer.submit(
            1,
            sql -> {
              insert(sql, "half done");
              throw new IllegalArgumentException("no");
            });
    CompletableFuture<Integer> after = note("b");
    gate.countDown();
    assertEquals(1, before.join());
    assertEquals(1, after.join());
    assertInstanceOf(IllegalArgumentException.class, causeOf(twice));
    assertEquals("no", causeOf(thrown).getMessage());
    assertEquals(List.of("a", "b"), ids());
  }

  @Test
  void ruleThatIsCheckedAtTheCommitFailsAlone() throws Exception {
    var _ = holdWriter();
    CompletableFuture<Integer> before = note("a");
    CompletableFuture<Integer> orphan =
        writer.submit(
            1,
            sql -> {
              sql.execute("PRAGMA defer_foreign_keys = ON");
              return sql.update("INSERT INTO replicas (document, client) VALUES (77, 'x')");
            });
    CompletableFuture<Integer> after = note("b");
    gate.countDown();
    assertEquals(1, before.join());
    assertEquals(1, after.join());
    assertInstanceOf(IllegalArgumentException.class, causeOf(orphan));
    assertEquals(List.of("a", "b"), ids());
  }

  @Test
  void failureOfThePlaceFailsAllThatWaitsAndIsOverAfterwards() throws Exception {
    CompletableFuture<Boolean> held = holdWriter();
    CompletableFuture<Integer> before = note("a");
    CompletableFuture<Integer> full =
        writer.submit(
            1,
            sql -> {
              throw new SQLiteException("[SQLITE_FULL]", SQLiteErrorCode.SQLITE_FULL);
            });
    CompletableFuture<Integer> behind = note("b");
    gate.countDown();
    assertTrue(held.join());
    for (CompletableFuture<Integer> failed : List.of(before, full, behind)) {
      assertEquals(
          "The disk is full.",
          assertInstanceOf(StoreException.class, causeOf(failed)).getMessage());
    }
    assertEquals(List.of(), ids());
    assertEquals(1, note("c").join());
    assertEquals(List.of("c"), ids());
  }

  @Test
  void whatIsDoneTogetherReadsWhatItWroteAndFailsWithThePlace() {
    assertEquals(
        List.of("a"),
        writer.together(
            1,
            () -> {
              var _ = writer.write(1, sql -> insert(sql, "a"));
              return ids();
            }));
    StoreException full =
        assertThrows(
            StoreException.class,
            () ->
                writer.together(
                    1,
                    () -> {
                      var _ = writer.write(1, sql -> insert(sql, "b"));
                      return writer.<Integer>write(
                          1,
                          sql -> {
                            throw new SQLiteException("[FULL]", SQLiteErrorCode.SQLITE_FULL);
                          });
                    }));
    assertEquals("The disk is full.", full.getMessage());
    assertEquals(List.of("a"), ids());
  }

  @Test
  void moreThanMayWaitIsRefused() throws Exception {
    CompletableFuture<Boolean> held = holdWriter();
    CompletableFuture<Integer> large = writer.submit(200L << 20, sql -> insert(sql, "large"));
    CompletableFuture<Integer> tooMuch = writer.submit(100L << 20, sql -> insert(sql, "too much"));
    assertTrue(tooMuch.isCompletedExceptionally(), "at once");
    assertInstanceOf(StoreException.class, causeOf(tooMuch));
    gate.countDown();
    assertTrue(held.join());
    assertEquals(1, large.join());
    assertEquals(1, writer.submit(300L << 20, sql -> insert(sql, "alone")).join());
    assertEquals(List.of("large", "alone"), ids());
  }

  @Test
  void writerDoesNotWaitForItself() throws Exception {
    CompletableFuture<Boolean> held = holdWriter();
    CompletableFuture<Integer> dependent =
        held.thenApply(done -> writer.write(1, sql -> insert(sql, "a")));
    gate.countDown();
    assertInstanceOf(IllegalStateException.class, causeOf(dependent));
    assertEquals(List.of(), ids());
  }
}
