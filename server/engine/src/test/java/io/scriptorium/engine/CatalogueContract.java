package io.scriptorium.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Delta;
import io.scriptorium.engine.Catalogue.Entry;
import io.scriptorium.engine.Catalogue.Page;
import io.scriptorium.engine.ChangeLog.AppendResult;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Catalogue} promises. */
@Timeout(60)
public abstract class CatalogueContract {
  private static final DocumentId A = new DocumentId("a");
  private static final DocumentId B = new DocumentId("b");
  private static final DocumentId C = new DocumentId("c");

  /** The catalogue under test, with nothing in it when a test begins. */
  protected abstract Catalogue catalogue();

  /** The log of the same documents. */
  protected abstract ChangeLog log();

  /** Sets the clock that the catalogue was made with. */
  protected abstract void setTime(Instant now);

  private void at(long millis) {
    setTime(Instant.ofEpochMilli(millis));
  }

  private void edit(DocumentId document, long revision, long millis) {
    Change change =
        new Change(
            new Revision(revision),
            new SubmissionId(new ClientId("client"), revision),
            new SessionId("session"),
            new Author("id", "name"),
            Instant.ofEpochMilli(millis),
            Delta.EMPTY);
    AppendResult result =
        log()
            .append(document, new Revision(revision - 1), List.of(change))
            .toCompletableFuture()
            .join();
    assertEquals(new AppendResult.Appended(), result);
  }

  private static Entry entry(
      DocumentId id, String title, long revision, long created, long changed) {
    return new Entry(
        id,
        title,
        new Revision(revision),
        Instant.ofEpochMilli(created),
        Instant.ofEpochMilli(changed));
  }

  private List<DocumentId> listed() {
    return catalogue().list(200, Optional.empty()).entries().stream().map(Entry::id).toList();
  }

  @Test
  void createdDocumentIsFound() {
    at(1000);
    String title = "Ä \ud83d\ude00 'quoted' \0 \n";
    Entry created = catalogue().create(A, title);
    assertEquals(entry(A, title, 0, 1000, 1000), created);
    assertEquals(Optional.of(created), catalogue().find(A));
    assertEquals(Optional.empty(), catalogue().find(B));
    assertEquals(Optional.empty(), catalogue().find(new DocumentId("A")), "case matters");
  }

  @Test
  void idIsTakenForGood() {
    Catalogue catalogue = catalogue();
    at(1000);
    catalogue.create(A, "First");
    assertThrows(IllegalArgumentException.class, () -> catalogue.create(A, "Second"));
    assertEquals("First", catalogue.find(A).orElseThrow().title());
    catalogue.delete(A);
    assertThrows(IllegalArgumentException.class, () -> catalogue.create(A, "Second"));
    assertEquals(List.of(A), purged(Instant.ofEpochMilli(1001)));
    assertThrows(IllegalArgumentException.class, () -> catalogue.create(A, "Second"));
    assertEquals(Optional.empty(), catalogue.find(A));
  }

  @Test
  void editIsSeenInTheEntry() {
    at(1000);
    catalogue().create(A, "Title");
    edit(A, 1, 2000);
    edit(A, 2, 3000);
    assertEquals(Optional.of(entry(A, "Title", 2, 1000, 3000)), catalogue().find(A));
  }

  @Test
  void manyAreFoundAtOnceInTheOrderAskedFor() {
    at(1000);
    for (DocumentId id : List.of(A, B, C)) {
      catalogue().create(id, "Title " + id);
    }
    catalogue().delete(B);
    assertEquals(
        List.of(entry(C, "Title c", 0, 1000, 1000), entry(A, "Title a", 0, 1000, 1000)),
        catalogue().findAll(List.of(C, B, new DocumentId("unknown"), A)));
    assertEquals(List.of(), catalogue().findAll(List.of()));
    assertEquals(List.of(), catalogue().findAll(List.of(B)));
  }

  @Test
  void newestChangeIsListedFirst() {
    at(1000);
    catalogue().create(A, "A");
    at(2000);
    catalogue().create(B, "B");
    at(3000);
    catalogue().create(C, "C");
    assertEquals(List.of(C, B, A), listed());
    edit(B, 1, 4000);
    assertEquals(List.of(B, C, A), listed());
    at(5000);
    assertEquals(Optional.of(entry(A, "New", 0, 1000, 5000)), catalogue().rename(A, "New"));
    assertEquals(List.of(A, B, C), listed());
  }

  @Test
  void pagesHoldEachDocumentOnce() {
    // Several at one moment, so that the time alone does not tell where a page ended.
    List<DocumentId> ids =
        IntStream.range(0, 23).mapToObj(i -> new DocumentId("document-" + i)).toList();
    for (int i = 0; i < ids.size(); i++) {
      at(1000 + i / 5);
      catalogue().create(ids.get(i), "Title");
    }
    for (int limit : new int[] {1, 2, 5, 22, 23, 24, 200}) {
      List<Entry> seen = new ArrayList<>();
      int pages = 0;
      Optional<String> cursor = Optional.empty();
      do {
        Page page = catalogue().list(limit, cursor);
        assertTrue(page.entries().size() <= limit);
        seen.addAll(page.entries());
        cursor = page.next();
        pages++;
      } while (cursor.isPresent());
      assertEquals(Math.ceilDiv(23, limit), pages, "no empty page at the end");
      assertEquals(23, seen.stream().map(Entry::id).distinct().count());
      assertEquals(listed(), seen.stream().map(Entry::id).toList());
    }
  }

  @Test
  void pageGoesOnWhereTheOneBeforeEnded() {
    for (int i = 0; i < 6; i++) {
      at(1000 + i);
      catalogue().create(new DocumentId("d" + i), "Title");
    }
    Page first = catalogue().list(3, Optional.empty());
    at(2000);
    catalogue().create(A, "Came in between");
    catalogue().delete(new DocumentId("d3"));
    Page second = catalogue().list(3, first.next());
    assertEquals(
        List.of("d2", "d1", "d0"),
        second.entries().stream().map(entry -> entry.id().value()).toList());
    assertEquals(Optional.empty(), second.next());
  }

  @Test
  void pagesOfThoseThatAreShownAreFullAndTellNothingOfTheOthers() {
    for (int i = 0; i < 2_500; i++) {
      at(1000 + i);
      catalogue().create(new DocumentId("d" + i), "Title");
    }
    Predicate<DocumentId> shown = id -> id.value().endsWith("00");
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page page = catalogue().list(10, cursor, shown);
      page.entries().forEach(entry -> seen.add(entry.id().value()));
      cursor = page.next();
      if (cursor.isPresent()) {
        assertEquals(10, page.entries().size());
        // The cursor is that of the last one shown: it has not moved on to those that are hidden.
        String last = page.entries().getLast().id().value();
        assertEquals(
            "d" + (Integer.parseInt(last.substring(1)) - 1),
            catalogue().list(1, cursor).entries().getFirst().id().value());
      }
    } while (cursor.isPresent());
    assertEquals(IntStream.range(0, 24).mapToObj(i -> "d" + (24 - i) * 100).toList(), seen);
  }

  @Test
  void emptyCatalogueHasOneEmptyPage() {
    assertEquals(new Page(List.of(), Optional.empty()), catalogue().list(10, Optional.empty()));
  }

  @Test
  void limitIsOneToTwoHundred() {
    Catalogue catalogue = catalogue();
    for (int limit : new int[] {-1, 0, 201}) {
      assertThrows(IllegalArgumentException.class, () -> catalogue.list(limit, Optional.empty()));
    }
  }

  @Test
  void onlyCursorsThatWereGivenAreTaken() {
    at(1000);
    catalogue().create(A, "A");
    catalogue().create(B, "B");
    Catalogue catalogue = catalogue();
    String given = catalogue.list(1, Optional.empty()).next().orElseThrow();
    List<String> forged =
        List.of(
            "", " ", "1", "zzz", given + "A", given.substring(1), given + "=", "'; --", "\0", "Ä");
    for (String cursor : forged) {
      assertThrows(
          IllegalArgumentException.class, () -> catalogue.list(1, Optional.of(cursor)), cursor);
    }
    char last = given.charAt(3);
    String changed = given.substring(0, 3) + (last == 'A' ? 'B' : 'A') + given.substring(4);
    assertThrows(IllegalArgumentException.class, () -> catalogue.list(1, Optional.of(changed)));
  }

  @Test
  void deletedDocumentIsGoneAndComesBackAsItWas() {
    at(1000);
    catalogue().create(A, "A");
    edit(A, 1, 1500);
    at(2000);
    assertTrue(catalogue().delete(A));
    assertFalse(catalogue().delete(A), "it is not there any more");
    assertEquals(Optional.empty(), catalogue().find(A));
    assertEquals(Optional.empty(), catalogue().rename(A, "New"));
    assertEquals(List.of(), listed());
    at(3000);
    assertEquals(Optional.of(entry(A, "A", 1, 1000, 3000)), catalogue().restore(A));
    assertEquals(List.of(A), listed());
    assertEquals(Optional.empty(), catalogue().restore(A), "it is not deleted any more");
  }

  @Test
  void whatIsMissingCannotBeChanged() {
    assertFalse(catalogue().delete(A));
    assertEquals(Optional.empty(), catalogue().rename(A, "New"));
    assertEquals(Optional.empty(), catalogue().restore(A));
  }

  @Test
  void purgeRemovesWhatWasDeletedBefore() {
    at(1000);
    for (DocumentId id : List.of(A, B, C)) {
      catalogue().create(id, "Title");
    }
    edit(A, 1, 1500);
    at(2000);
    catalogue().delete(A);
    at(3000);
    catalogue().delete(B);
    assertEquals(List.of(A), purged(Instant.ofEpochMilli(3000)));
    assertEquals(Optional.empty(), catalogue().restore(A), "gone for good");
    assertTrue(catalogue().restore(B).isPresent());
    assertEquals(List.of(B, C), listed());
    assertEquals(List.of(), purged(Instant.ofEpochMilli(9000)));
  }

  @Test
  void afterAPurgeTheNextDocumentIsANewOne() {
    at(1000);
    catalogue().create(A, "Title");
    edit(A, 1, 1500);
    catalogue().delete(A);
    assertEquals(List.of(A), purged(Instant.ofEpochMilli(9000)));
    catalogue().create(B, "Title");
    edit(B, 1, 2500);
    edit(B, 2, 2600);
    assertEquals(2, log().open(B).orElseThrow().tail().size());
    assertEquals(Optional.empty(), log().open(A));
  }

  @Test
  void whatIsRestoredDuringAPurgeStays() {
    at(1000);
    List<DocumentId> deleted = List.of(A, B);
    for (DocumentId id : deleted) {
      catalogue().create(id, "Title");
      edit(id, 1, 1500);
      catalogue().delete(id);
    }
    List<DocumentId> restored = new ArrayList<>();
    List<DocumentId> purged = new ArrayList<>();
    catalogue()
        .purge(
            Instant.ofEpochMilli(9000),
            id -> {
              deleted.stream()
                  .filter(other -> catalogue().restore(other).isPresent())
                  .forEach(restored::add);
              return purged.add(id);
            });
    assertEquals(1, purged.size(), () -> "purged " + purged);
    DocumentId saved = purged.contains(A) ? B : A;
    assertEquals(List.of(saved), restored);
    assertEquals(List.of(saved), listed());
    assertEquals(1, log().open(saved).orElseThrow().tail().size());
  }

  @Test
  void whatIsNotForgottenElsewhereIsAskedAboutAgain() {
    at(1000);
    List.of(A, B).forEach(id -> catalogue().create(id, "Title"));
    List.of(A, B).forEach(id -> catalogue().delete(id));
    Instant end = Instant.ofEpochMilli(9000);
    List<DocumentId> asked = new ArrayList<>();
    catalogue().purge(end, id -> asked.add(id) && id.equals(B));
    assertEquals(Set.of(A, B), Set.copyOf(asked));
    assertThrows(
        IllegalStateException.class,
        () ->
            catalogue()
                .purge(
                    end,
                    id -> {
                      throw new IllegalStateException("the process ends");
                    }));
    assertEquals(List.of(A), purged(end));
    assertEquals(List.of(), purged(end));
  }

  private List<DocumentId> purged(Instant deletedBefore) {
    List<DocumentId> purged = new ArrayList<>();
    catalogue().purge(deletedBefore, purged::add);
    return purged;
  }
}
