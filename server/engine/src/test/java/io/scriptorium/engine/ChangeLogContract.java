package io.scriptorium.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.engine.ChangeLog.AppendResult;
import io.scriptorium.engine.ChangeLog.Stored;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link ChangeLog} promises. {@code -Dscriptorium.seed=N} repeats the random parts of a
 * run, which print their seed.
 */
@Timeout(60)
public abstract class ChangeLogContract {
  private static final DocumentId DOCUMENT = new DocumentId("minutes");
  private static final DocumentId OTHER = new DocumentId("other");
  private static final Author ANNA = new Author("anna", "Anna \ud83d\ude00");

  /** The log under test, with nothing in it when a test begins. */
  protected abstract ChangeLog log();

  /** The catalogue of the same documents. */
  protected abstract Catalogue catalogue();

  private void create(DocumentId... documents) {
    for (DocumentId document : documents) {
      catalogue().create(document, "Title");
    }
  }

  /** Types one letter at the start of the document. */
  private static Delta typed(String letter) {
    return Delta.of(new Op.Insert(letter, Attributes.NONE));
  }

  private static Change change(long revision, String client, long seq, Delta delta) {
    return new Change(
        new Revision(revision),
        new SubmissionId(new ClientId(client), seq),
        new SessionId("session-of-" + client),
        ANNA,
        Instant.ofEpochMilli(1_750_000_000_000L + revision),
        delta);
  }

  /** Changes of one client to these revisions, its seq being the revision. */
  private static List<Change> changes(String client, long from, long through) {
    return IntStream.rangeClosed((int) from, (int) through)
        .mapToObj(r -> change(r, client, r, typed(Character.toString('a' + r % 26))))
        .toList();
  }

  private AppendResult append(DocumentId document, long expected, List<Change> changes) {
    return start(document, expected, changes).join();
  }

  private CompletableFuture<AppendResult> start(
      DocumentId document, long expected, List<Change> changes) {
    return log().append(document, new Revision(expected), changes).toCompletableFuture();
  }

  private static void assertAppended(AppendResult result) {
    assertEquals(new AppendResult.Appended(), result);
  }

  private static void assertConflict(long head, AppendResult result) {
    assertEquals(new AppendResult.Conflict(new Revision(head)), result);
  }

  private List<Change> all(DocumentId document) {
    return log().read(document, Revision.ZERO, new Revision(Long.MAX_VALUE));
  }

  private static RichText replay(List<Change> changes) {
    RichText text = RichText.empty();
    for (Change change : changes) {
      text = text.apply(change.delta());
    }
    return text;
  }

  private static void assertContiguous(long from, List<Change> changes) {
    for (int i = 0; i < changes.size(); i++) {
      assertEquals(from + i, changes.get(i).revision().number());
    }
  }

  @Test
  void newDocumentIsANewlineAtRevisionZero() {
    create(DOCUMENT);
    Stored stored = log().open(DOCUMENT).orElseThrow();
    assertEquals(Revision.ZERO, stored.snapshot().revision());
    assertEquals("\n", stored.snapshot().content().text());
    assertEquals(List.of(), stored.tail());
  }

  @Test
  void missingDocumentHasNothing() {
    assertEquals(Optional.empty(), log().open(DOCUMENT));
    assertEquals(List.of(), all(DOCUMENT));
    assertEquals(Optional.empty(), log().find(DOCUMENT, new SubmissionId(new ClientId("a"), 1)));
    assertEquals(Optional.empty(), log().newestOf(DOCUMENT, new ClientId("a")));
    assertEquals(Optional.empty(), log().snapshotAtOrBefore(DOCUMENT, Revision.ZERO));
    assertEquals(Optional.empty(), log().at(DOCUMENT, Revision.ZERO));
    log().saveSnapshot(DOCUMENT, Snapshot.initial());
    assertEquals(new AppendResult.NoSuchDocument(), append(DOCUMENT, 0, changes("a", 1, 1)));
  }

  @Test
  void changesAreReadBackAsTheyWere() {
    create(DOCUMENT);
    List<Change> made = changes("a", 1, 3);
    assertAppended(append(DOCUMENT, 0, made));
    assertEquals(made, all(DOCUMENT));
    assertEquals(made, log().open(DOCUMENT).orElseThrow().tail());
  }

  @Test
  void everyKindOfDeltaIsReadBackExactly() {
    long seed = Long.getLong("scriptorium.seed", new Random().nextLong());
    System.out.println("ChangeLogContract.everyKindOfDelta: -Dscriptorium.seed=" + seed);
    Random random = new Random(seed);
    create(DOCUMENT);
    List<Change> made = new ArrayList<>();
    for (int revision = 1; revision <= 300; revision++) {
      made.add(change(revision, "a", revision, RandomEdits.delta(random)));
    }
    assertAppended(append(DOCUMENT, 0, made));
    List<Change> read = all(DOCUMENT);
    for (int i = 0; i < made.size(); i++) {
      assertEquals(made.get(i), read.get(i), "seed " + seed);
    }
  }

  @Test
  void editThatBecameEmptyIsAChange() {
    create(DOCUMENT);
    Change empty = change(1, "a", 0, Delta.EMPTY);
    assertAppended(append(DOCUMENT, 0, List.of(empty)));
    assertEquals(List.of(empty), all(DOCUMENT));
    assertEquals(Optional.of(empty), log().find(DOCUMENT, empty.id()));
  }

  @Test
  void appendAtAnotherHeadIsToldTheHead() {
    create(DOCUMENT);
    assertConflict(0, append(DOCUMENT, 4, changes("a", 5, 5)));
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 3)));
    assertConflict(3, append(DOCUMENT, 0, changes("b", 1, 1)));
    assertConflict(3, append(DOCUMENT, 2, changes("b", 3, 4)));
    assertConflict(3, append(DOCUMENT, 4, changes("b", 5, 5)));
    assertEquals(changes("a", 1, 3), all(DOCUMENT));
  }

  @Test
  void appendsMayBePipelined() {
    create(DOCUMENT);
    List<Integer> completed = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<AppendResult>> stages = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int turn = i;
      stages.add(
          start(DOCUMENT, 2L * i, changes("a", 2L * i + 1, 2L * i + 2))
              .whenComplete((result, failure) -> completed.add(turn)));
    }
    stages.forEach(stage -> assertAppended(stage.join()));
    assertEquals(IntStream.range(0, 200).boxed().toList(), completed);
    assertEquals(changes("a", 1, 400), all(DOCUMENT));
  }

  @Test
  void whatWasPipelinedBehindAConflictConflictsToo() {
    create(DOCUMENT);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 2)));
    CompletableFuture<AppendResult> first = start(DOCUMENT, 1, changes("b", 2, 3));
    CompletableFuture<AppendResult> second = start(DOCUMENT, 3, changes("b", 4, 4));
    assertConflict(2, first.join());
    assertConflict(2, second.join());
    assertEquals(changes("a", 1, 2), all(DOCUMENT));
  }

  @Test
  void whatWasPipelinedBehindAMistakeIsNotAppended() {
    create(DOCUMENT);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 2)));
    CompletableFuture<AppendResult> twice =
        start(DOCUMENT, 2, List.of(change(3, "b", 1, typed("x")), change(4, "a", 2, typed("y"))));
    CompletableFuture<AppendResult> behind = start(DOCUMENT, 4, changes("b", 5, 5));
    assertThrows(CompletionException.class, twice::join);
    assertConflict(2, behind.join());
    assertEquals(changes("a", 1, 2), all(DOCUMENT));
  }

  @Test
  void oneDocumentsFailureLeavesOthersAlone() {
    create(DOCUMENT, OTHER);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 1)));
    List<CompletableFuture<AppendResult>> good = new ArrayList<>();
    List<CompletableFuture<AppendResult>> bad = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      good.add(start(OTHER, i, changes("b", i + 1, i + 1)));
      bad.add(start(DOCUMENT, 1, List.of(change(2, "a", 1, typed("again")))));
      bad.add(start(DOCUMENT, 7, changes("c", 8, 8)));
      bad.add(start(new DocumentId("nowhere"), 0, changes("c", 1, 1)));
    }
    good.forEach(stage -> assertAppended(stage.join()));
    for (CompletableFuture<AppendResult> stage : bad) {
      boolean appended =
          stage.handle((result, failure) -> result instanceof AppendResult.Appended).join();
      assertFalse(appended);
    }
    assertEquals(changes("a", 1, 1), all(DOCUMENT));
    assertEquals(changes("b", 1, 20), all(OTHER));
  }

  @Test
  void submissionIsNeverAppendedTwice() {
    create(DOCUMENT, OTHER);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 2)));
    CompletableFuture<AppendResult> again =
        start(DOCUMENT, 2, List.of(change(3, "b", 1, typed("x")), change(4, "a", 2, typed("y"))));
    CompletionException failure = assertThrows(CompletionException.class, again::join);
    assertInstanceOf(IllegalArgumentException.class, failure.getCause());
    assertEquals(changes("a", 1, 2), all(DOCUMENT), "all of the changes or none");
    assertAppended(append(OTHER, 0, changes("a", 1, 2)));
  }

  @Test
  void appendOfNonsenseIsRefusedAtOnce() {
    create(DOCUMENT);
    ChangeLog log = log();
    Change first = change(1, "a", 1, typed("x"));
    Change third = change(3, "a", 3, typed("x"));
    Change firstAgain = change(2, "a", 1, typed("x"));
    for (List<Change> nonsense :
        List.of(
            List.<Change>of(), List.of(third), List.of(first, third), List.of(first, firstAgain))) {
      assertThrows(
          IllegalArgumentException.class, () -> log.append(DOCUMENT, Revision.ZERO, nonsense));
    }
    assertEquals(List.of(), all(DOCUMENT));
  }

  @Test
  void ofManyWritersAtOneRevisionOneWins() throws Exception {
    create(DOCUMENT);
    int writers = 8;
    int each = 25;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<Integer>> wins = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String client = "writer-" + writer;
        wins.add(threads.submit(() -> appendUntil(each, client)));
      }
      for (Future<Integer> won : wins) {
        assertEquals(each, won.get(50, TimeUnit.SECONDS));
      }
    }
    List<Change> changes = all(DOCUMENT);
    assertEquals(writers * each, changes.size());
    assertContiguous(1, changes);
    assertEquals(
        changes.size(), changes.stream().map(Change::id).distinct().count(), "each edit once");
  }

  /** Competes for the next revision, and follows the head where another one was faster. */
  private int appendUntil(int times, String client) {
    int won = 0;
    long head = 0;
    while (won < times) {
      Change next = change(head + 1, client, won, typed("x"));
      switch (append(DOCUMENT, head, List.of(next))) {
        case AppendResult.Appended appended -> {
          won++;
          head++;
        }
        case AppendResult.Conflict conflict -> head = conflict.head().number();
        case AppendResult.NoSuchDocument missing -> throw new AssertionError(missing);
      }
    }
    return won;
  }

  @Test
  void documentIsOpenedInOneAtomicRead() throws Exception {
    create(DOCUMENT);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Integer> opened = threads.submit(() -> openUntil(done));
      RichText text = RichText.empty();
      for (int revision = 1; revision <= 300; revision++) {
        Change next = changes("a", revision, revision).getFirst();
        assertAppended(append(DOCUMENT, revision - 1, List.of(next)));
        text = text.apply(next.delta());
        if (revision % 7 == 0) {
          log().saveSnapshot(DOCUMENT, new Snapshot(new Revision(revision), text));
        }
      }
      done.set(true);
      assertTrue(opened.get(50, TimeUnit.SECONDS) > 0);
    }
  }

  private int openUntil(AtomicBoolean done) {
    int times = 0;
    while (!done.get() || times == 0) {
      Stored stored = log().open(DOCUMENT).orElseThrow();
      long from = stored.snapshot().revision().number();
      assertContiguous(from + 1, stored.tail());
      RichText text = stored.snapshot().content();
      for (Change change : stored.tail()) {
        text = text.apply(change.delta());
      }
      // Each change inserts one letter, so the length says which revision this is.
      assertEquals(1 + from + stored.tail().size(), text.length());
      times++;
    }
    return times;
  }

  @Test
  void readGivesTheRangeThatIsThere() {
    create(DOCUMENT, OTHER);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 9)));
    assertAppended(append(OTHER, 0, changes("b", 1, 9)));
    ChangeLog log = log();
    assertEquals(changes("a", 4, 6), log.read(DOCUMENT, new Revision(3), new Revision(6)));
    assertEquals(changes("a", 8, 9), log.read(DOCUMENT, new Revision(7), new Revision(70)));
    assertEquals(List.of(), log.read(DOCUMENT, new Revision(9), new Revision(12)));
    assertEquals(List.of(), log.read(DOCUMENT, new Revision(6), new Revision(6)));
    assertEquals(List.of(), log.read(DOCUMENT, new Revision(6), new Revision(3)));
  }

  @Test
  void submissionIsFoundByItsId() {
    create(DOCUMENT, OTHER);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 5)));
    ChangeLog log = log();
    ClientId a = new ClientId("a");
    assertEquals(changes("a", 4, 4), log.find(DOCUMENT, new SubmissionId(a, 4)).stream().toList());
    assertEquals(Optional.empty(), log.find(DOCUMENT, new SubmissionId(a, 6)));
    assertEquals(Optional.empty(), log.find(DOCUMENT, new SubmissionId(new ClientId("A"), 4)));
    assertEquals(Optional.empty(), log.find(OTHER, new SubmissionId(a, 4)));
  }

  @Test
  void newestOfAReplicaIsTheOneWithTheHighestSeq() {
    create(DOCUMENT, OTHER);
    List<Change> made =
        List.of(
            change(1, "a", 3, typed("x")),
            change(2, "b", 9, typed("x")),
            change(3, "a", Long.MAX_VALUE, typed("x")),
            change(4, "a", 7, typed("x")));
    assertAppended(append(DOCUMENT, 0, made));
    ChangeLog log = log();
    assertEquals(Optional.of(made.get(2)), log.newestOf(DOCUMENT, new ClientId("a")));
    assertEquals(Optional.of(made.get(1)), log.newestOf(DOCUMENT, new ClientId("b")));
    assertEquals(Optional.empty(), log.newestOf(DOCUMENT, new ClientId("c")));
    assertEquals(Optional.empty(), log.newestOf(OTHER, new ClientId("a")));
  }

  @Test
  void authorsAndSessionsStayWithTheirChanges() {
    create(DOCUMENT);
    List<Change> made = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      made.add(
          new Change(
              new Revision(i),
              new SubmissionId(new ClientId("c" + i % 2), i),
              new SessionId("s" + i % 3),
              new Author("id" + i % 4, i % 5 == 0 ? "" : "name \0 " + i % 6),
              Instant.ofEpochMilli(i),
              Delta.EMPTY));
    }
    assertAppended(append(DOCUMENT, 0, made));
    assertEquals(made, all(DOCUMENT));
  }

  @Test
  void openingStartsAtTheNewestSnapshot() {
    create(DOCUMENT);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 10)));
    saveAt(4);
    saveAt(8);
    saveAt(6);
    Stored stored = log().open(DOCUMENT).orElseThrow();
    assertEquals(new Revision(8), stored.snapshot().revision());
    assertEquals(replay(changes("a", 1, 8)).toDelta(), stored.snapshot().content().toDelta());
    assertEquals(changes("a", 9, 10), stored.tail());
  }

  private void saveAt(long revision) {
    log()
        .saveSnapshot(
            DOCUMENT, new Snapshot(new Revision(revision), replay(changes("a", 1, revision))));
  }

  @Test
  void snapshotIsTheNewestAtOrBefore() {
    create(DOCUMENT);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 10)));
    saveAt(4);
    saveAt(8);
    saveAt(8);
    assertEquals(Revision.ZERO, revisionOfSnapshotAt(3));
    assertEquals(new Revision(4), revisionOfSnapshotAt(4));
    assertEquals(new Revision(4), revisionOfSnapshotAt(7));
    assertEquals(new Revision(8), revisionOfSnapshotAt(8));
    assertEquals(new Revision(8), revisionOfSnapshotAt(100));
  }

  private Revision revisionOfSnapshotAt(long revision) {
    return log().snapshotAtOrBefore(DOCUMENT, new Revision(revision)).orElseThrow().revision();
  }

  @Test
  void documentIsThereAtAnyRevision() {
    create(DOCUMENT);
    List<Change> made = changes("a", 1, 30);
    assertAppended(append(DOCUMENT, 0, made));
    saveAt(10);
    saveAt(20);
    for (int revision = 0; revision <= 30; revision++) {
      Snapshot at = log().at(DOCUMENT, new Revision(revision)).orElseThrow();
      assertEquals(revision, at.revision().number());
      assertEquals(replay(made.subList(0, revision)).toDelta(), at.content().toDelta());
    }
    assertEquals(Optional.empty(), log().at(DOCUMENT, new Revision(31)));
  }

  @Test
  void snapshotAheadOfItsDocumentIsRefused() {
    create(DOCUMENT);
    assertAppended(append(DOCUMENT, 0, changes("a", 1, 3)));
    ChangeLog log = log();
    Snapshot ahead = new Snapshot(new Revision(4), replay(changes("a", 1, 4)));
    assertThrows(IllegalArgumentException.class, () -> log.saveSnapshot(DOCUMENT, ahead));
    assertEquals(Revision.ZERO, log.open(DOCUMENT).orElseThrow().snapshot().revision());
  }

  @Test
  void richSnapshotIsReadBackAsItWas() {
    create(DOCUMENT);
    Attributes bold =
        Attributes.of(java.util.Map.of("bold", new io.scriptorium.delta.Value.Bool(true)));
    Delta rich =
        Delta.of(
            new Op.Insert("Title \ud83d\ude00\0", bold),
            new Op.Insert("x".repeat(100_000) + "\n", Attributes.NONE));
    assertAppended(append(DOCUMENT, 0, List.of(change(1, "a", 1, rich))));
    RichText text = RichText.empty().apply(rich);
    log().saveSnapshot(DOCUMENT, new Snapshot(new Revision(1), text));
    Stored stored = log().open(DOCUMENT).orElseThrow();
    assertEquals(text.toDelta(), stored.snapshot().content().toDelta());
    assertEquals(List.of(), stored.tail());
  }

  @Test
  void deletedDocumentIsNotThereUntilItIsRestored() {
    create(DOCUMENT);
    List<Change> made = changes("a", 1, 3);
    assertAppended(append(DOCUMENT, 0, made));
    saveAt(2);
    assertTrue(catalogue().delete(DOCUMENT));
    ChangeLog log = log();
    assertEquals(Optional.empty(), log.open(DOCUMENT));
    assertEquals(List.of(), all(DOCUMENT));
    assertEquals(Optional.empty(), log.find(DOCUMENT, made.getFirst().id()));
    assertEquals(Optional.empty(), log.newestOf(DOCUMENT, new ClientId("a")));
    assertEquals(Optional.empty(), log.snapshotAtOrBefore(DOCUMENT, new Revision(2)));
    assertEquals(new AppendResult.NoSuchDocument(), append(DOCUMENT, 3, changes("a", 4, 4)));

    catalogue().restore(DOCUMENT);
    assertEquals(made, all(DOCUMENT));
    assertEquals(new Revision(2), log.open(DOCUMENT).orElseThrow().snapshot().revision());
    assertAppended(append(DOCUMENT, 3, changes("a", 4, 4)));
  }

  @Test
  void manyDocumentsAreWrittenAtOnce() throws Exception {
    int documents = 12;
    List<DocumentId> ids =
        Stream.iterate(0, i -> i + 1).limit(documents).map(i -> new DocumentId("d" + i)).toList();
    create(ids.toArray(DocumentId[]::new));
    try (ExecutorService threads = Executors.newFixedThreadPool(documents)) {
      List<Future<?>> writers = new ArrayList<>();
      for (DocumentId id : ids) {
        writers.add(
            threads.submit(() -> {
              for (int i = 0; i < 40; i++) {
                assertAppended(append(id, 3L * i, changes(id.value(), 3L * i + 1, 3L * i + 3)));
              }
            }));
      }
      for (Future<?> writer : writers) {
        writer.get(50, TimeUnit.SECONDS);
      }
    }
    for (DocumentId id : ids) {
      assertEquals(changes(id.value(), 1, 120), all(id));
    }
  }
}
