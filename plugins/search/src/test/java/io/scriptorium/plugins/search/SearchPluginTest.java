package io.scriptorium.plugins.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.plugin.testkit.TestDocument;
import io.scriptorium.plugin.testkit.TestSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found, in which order, and how it is shown. */
class SearchPluginTest {
  private static final long SEED = Long.getLong("scriptorium.seed", 4_711);
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void whatWasTypedIsFoundWithinASecond() {
    TestSession ada = desk.server.createDocument("Plan").join("Ada");
    ada.type("the quick brown fox");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("Plan"), desk.titles("fox"));
    ada.delete(0, 19);
    ada.type("hedgehog");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of(), desk.titles("fox"));
    assertEquals(List.of("Plan"), desk.titles("hedgehog"));
  }

  @Test
  void aNewTitleTakesTheOldOnesPlace() {
    TestDocument document = desk.write("Draft", "text");
    desk.wait(Desk.A_SECOND);
    document.rename("Minutes");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of(), desk.titles("draft"));
    assertEquals(List.of("Minutes"), desk.titles("minutes"));
  }

  @Test
  void aDeletedDocumentIsNotFoundAndIsAgainWhenItComesBack() {
    TestDocument document = desk.write("Draft", "some text");
    desk.wait(Desk.A_SECOND);
    document.delete();
    assertEquals(0, desk.ask("text").total());
    desk.wait(Desk.A_SECOND);
    assertEquals(0, desk.ask("text").total());
    document.bringBack();
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("Draft"), desk.titles("text author:ada"));
  }

  @Test
  void wordsMustAllBeThereInTitleOrText() {
    desk.write("Garden", "apples and pears");
    desk.write("Orchard", "apples");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("Garden"), desk.titles("pears apples"));
    assertEquals(List.of("Garden"), desk.titles("garden apples"));
    assertEquals(List.of(), desk.titles("pears orchard"));
    assertEquals(2, desk.ask("pears OR orchard").total());
    assertEquals(List.of("Orchard"), desk.titles("apples -pears"));
  }

  @Test
  void aPhraseIsFoundWhereItsWordsStandSideBySide() {
    desk.write("Right", "a big black cat");
    desk.write("Wrong", "a big cat, black");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("Right"), desk.titles("\"black cat\""));
    assertEquals(List.of("Right"), desk.titles("\"black ca"));
    assertEquals("Right", desk.titles("black cat").getFirst());
  }

  @Test
  void theLastWordIsFoundWhileItIsTyped() {
    desk.write("Birds", "nightingales");
    desk.wait(Desk.A_SECOND);
    for (String typed : List.of("n", "ni", "nig", "night", "nightingale", "nightingales")) {
      assertEquals(List.of("Birds"), desk.titles(typed), typed);
    }
    assertEquals(List.of(), desk.titles("\"night\""));
  }

  @ParameterizedTest
  @CsvSource({
    "m, Müller",
    "mu, Müller",
    "mü, Müller",
    "mue, Müller",
    "müll, Müller",
    "д, да",
    "да, да",
    "a, a",
    "𐐘, 𐐘𐐲𐑌", // letters of two UTF-16 code units each
    "𐐘𐐲, 𐐘𐐲𐑌",
    "4, 4711",
    "東, 東京"
  })
  void aBeginningHoweverShortMarksTheWholeWord(String typed, String word) {
    TestDocument document = desk.write("Untitled", "(" + word + ") " + "– ".repeat(200));
    desk.write("Rest", "nothing of it");
    desk.wait(Desk.A_SECOND);
    Answer answer = desk.ask(typed);
    assertEquals(1, answer.total());
    Hit hit = answer.hits().getFirst();
    String marked = Desk.marked(hit.snippet(), hit.marks()).getFirst();
    assertEquals(typed.equals("東") ? "東" : word, marked);
    assertEquals(document.text().indexOf(marked), hit.position());
  }

  @Test
  void aBeginningEndsAPhraseAndIsNoTypo() {
    desk.write("Right", "a big black cat");
    desk.write("Wrong", "a cat, black");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("Right"), desk.titles("\"big b"));
    assertEquals(List.of("Right"), desk.titles("\"black ca"));
    assertEquals(0, desk.ask("blac cta").total());
    assertEquals(0, desk.ask("\u0001b").hits().stream().filter(h -> h.marks().isEmpty()).count());
  }

  @Test
  void smallTyposAreForgivenAfterWhatIsSpelledRight() {
    desk.write("Typo", "the wether report");
    desk.wait(A_DAY);
    desk.write("Right", "the weather report");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("Right", "Typo"), desk.titles("weather"));
    assertEquals(List.of("Typo", "Right"), desk.titles("wether"));
    assertEquals(List.of("Right", "Typo"), desk.titles("waether").stream().sorted().toList());
    assertEquals(List.of(), desk.titles("\"waether\""));
    assertEquals(List.of(), desk.titles("the wxyzher"));
  }

  @Test
  void theTitleCountsMoreThanTheText() {
    desk.write("Notes", "budget ".repeat(50));
    desk.write("Budget", "nothing else");
    desk.write("Budgets of others", "nothing else");
    desk.wait(Desk.A_SECOND);
    assertEquals("Budget", desk.titles("budget").getFirst());
    assertEquals(3, desk.ask("budget").total());
    assertEquals(List.of("Budget"), desk.titles("title:budget -others"));
    assertEquals(List.of("Budgets of others"), desk.titles("title:\"budgets of\""));
  }

  @Test
  void theRecentComesBeforeTheOld() {
    desk.write("Old", "weekly report");
    desk.wait(Duration.ofDays(90));
    desk.write("New", "weekly report");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("New", "Old"), desk.titles("report"));
  }

  @Test
  void daysAndAuthorsNarrowTheSearch() {
    desk.write("First", "report");
    String day = desk.server.clock().instant().plus(A_DAY.multipliedBy(5)).toString();
    desk.wait(A_DAY.multipliedBy(10));
    desk.server.createDocument("Second").join("Grace Hopper").type("report");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("Second"), desk.titles("report after:" + day.substring(0, 10)));
    assertEquals(List.of("First"), desk.titles("report before:" + day.substring(0, 10)));
    assertEquals(List.of("Second"), desk.titles("author:grace"));
    assertEquals(List.of("Second"), desk.titles("author:\"grace hopper\" report"));
    assertEquals(List.of("First"), desk.titles("-author:hopper report"));
    assertEquals(List.of("First"), desk.titles("author:ada"));
    assertEquals(2, desk.ask("after:2000").total());
  }

  @Test
  void aHitLeadsToItsPassage() {
    String text = "Intro.\n" + "filler words ".repeat(100) + "\nhere is the <b>needle</b>, see?";
    TestDocument document = desk.write("Haystack", text);
    desk.wait(Desk.A_SECOND);
    Hit hit = desk.ask("needle").hits().getFirst();
    assertEquals(document.text().indexOf("needle"), hit.position());
    assertEquals("needle".length(), hit.length());
    assertEquals(1, hit.revision());
    assertEquals(List.of("needle"), Desk.marked(hit.snippet(), hit.marks()));
    assertTrue(hit.snippet().contains("the <b>needle</b>, see?"), hit.snippet());
    assertEquals(List.of(), hit.titleMarks());
  }

  @Test
  void aHitInTheTitleAloneShowsTheBeginning() {
    desk.write("Haystack", "Nothing here.\nOr there.");
    desk.wait(Desk.A_SECOND);
    Hit hit = desk.ask("hayst").hits().getFirst();
    assertEquals(List.of("Haystack"), Desk.marked(hit.title(), hit.titleMarks()));
    assertEquals("Nothing here. Or there.", hit.snippet());
    assertEquals(0, hit.position());
    assertEquals(0, hit.length());
  }

  @Test
  void pagesFollowEachOtherWithoutGaps() {
    for (int n = 0; n < 23; n++) {
      desk.write("Document " + n, "the same words");
    }
    desk.wait(Desk.A_SECOND);
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Answer page = desk.page("words", "10", cursor.orElse(null), Optional.empty());
      assertEquals(23, page.total());
      assertFalse(page.more());
      page.hits().forEach(hit -> seen.add(hit.title()));
      cursor = page.next();
    } while (cursor.isPresent());
    assertEquals(23, seen.stream().distinct().count());
    assertEquals(23, seen.size());
  }

  @Test
  void moreThanAThousandAreNotCounted() {
    for (int n = 0; n <= ReadableHits.MOST; n++) {
      desk.server.createDocument("Page " + n);
    }
    desk.wait(Desk.A_SECOND);
    Answer answer = desk.ask("page");
    assertEquals(ReadableHits.MOST, answer.total());
    assertTrue(answer.more());
  }

  @Test
  void aBadLimitOrCursorIsSaid() {
    for (String limit : List.of("0", "51", "many", "", "-1", "99999999999")) {
      var said = assertThrows(IllegalArgumentException.class, () -> Paging.parse(limit, null));
      assertEquals("limit must be a number from 1 to 50, got \"" + limit + "\"", said.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> Paging.parse("5", "h-1"));
    assertEquals(new Paging(20, 5), Paging.parse("5", new Paging(15, 5).next()));
  }

  @Test
  void nothingThatCanBeTypedIsAnError() {
    desk.write("It", "some text, 東京 and Müller");
    desk.wait(Desk.A_SECOND);
    Random random = new Random(SEED);
    String[] pieces = {
      "\"",
      "title:",
      "author:",
      "after:",
      "before:",
      "-",
      "*",
      " OR ",
      " AND ",
      "NOT ",
      "(",
      ")",
      "~",
      "^",
      "\\",
      "/",
      "[",
      "]",
      "{",
      "}",
      "+",
      "!",
      "&&",
      "||",
      "?",
      ":",
      "<b>",
      "東京",
      "text",
      " ",
      "\uD83D",
      "\uDE00",
      "\u0000",
      "\u202E",
      "ü",
      "2026-01",
      "é",
      "ﷺ",
      "a".repeat(300),
      "\n"
    };
    for (int n = 0; n < 500; n++) {
      StringBuilder typed = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        typed.append(pieces[random.nextInt(pieces.length)]);
      }
      String question = typed.toString();
      assertTrue(isAnswered(question), () -> "seed " + SEED + ", typed: " + question);
    }
  }

  private boolean isAnswered(String question) {
    Answer answer = desk.ask(question);
    return answer.total() == answer.hits().size()
        && (answer.total() > 0 || !answer.hits().iterator().hasNext());
  }

  @Test
  void aQuestionOfWordsThatAreTooManyIsAnswered() {
    desk.write("It", "nothing");
    desk.wait(Desk.A_SECOND);
    for (String piece : List.of("word", "東", "a-", "a.b ", "longerwords ")) {
      assertEquals(0, desk.ask(piece.repeat(5_000)).total(), piece);
    }
  }

  @Test
  void anEmptyQuestionSaysWhatToDo() {
    desk.write("It", "a b c");
    desk.wait(Desk.A_SECOND);
    assertEquals(List.of("Write a word to look for."), desk.ask(" ... ").notices());
    assertEquals(0, desk.ask("").total());
  }
}
