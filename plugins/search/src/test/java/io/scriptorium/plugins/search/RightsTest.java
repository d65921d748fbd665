package io.scriptorium.plugins.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.plugin.testkit.TestDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an asker may not read has no influence on what he is told. Two servers get the same
 * documents, but on the second one those that he may not read were never written: he must get the
 * same answers from both.
 */
class RightsTest {
  private static final long SEED = Long.getLong("scriptorium.seed", 99);
  private static final int QUESTIONS = 25;
  private static final List<String> ACCOUNTS = List.of("ann", "bob", "cleo");
  private static final List<String> WORDS =
      List.of("apple", "apples", "aple", "pear", "plum", "plumes", "東京", "Straße", "secret");

  @ParameterizedTest(name = "{0} documents")
  @ValueSource(ints = {30, 120})
  void answersAreAsIfTheRestDidNotExist(int size) {
    Random random = new Random(SEED + size);
    try (Desk all = new Desk()) {
      List<Restricted> documents = new ArrayList<>();
      for (int n = 0; n < size; n++) {
        String text = text(random);
        documents.add(Restricted.to(readers(random), all.write("Document " + n, text), text));
      }
      all.wait(Desk.A_SECOND);
      for (int round = 0; round < QUESTIONS; round++) {
        int at = random.nextInt(size);
        Restricted old = documents.get(at);
        documents.set(at, Restricted.to(readers(random), old.document(), old.text()));
        ask(all, documents, random);
      }
    }
  }

  /** A document and who may read it. */
  private record Restricted(TestDocument document, String text, Set<String> readers) {
    static Restricted to(Set<String> readers, TestDocument document, String text) {
      document.restrictTo(readers.toArray(String[]::new));
      return new Restricted(document, text, readers);
    }

    boolean isReadableBy(Optional<String> asker) {
      return asker.filter(readers::contains).isPresent();
    }
  }

  private static void ask(Desk all, List<Restricted> documents, Random random) {
    String question = question(random);
    Optional<String> asker =
        random.nextInt(5) == 0
            ? Optional.empty()
            : Optional.of(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
    String told = "seed " + SEED + ", " + asker + " asks: " + question;
    List<Restricted> readable =
        documents.stream().filter(document -> document.isReadableBy(asker)).toList();
    Set<String> ids = new HashSet<>();
    readable.forEach(document -> ids.add(document.document().id().value()));
    Answer answer = all.ask(question, asker);
    answer.hits().forEach(hit -> assertTrue(ids.contains(hit.id()), told));
    try (Desk own = new Desk()) {
      readable.forEach(document -> own.write(document.document().info().title(), document.text()));
      own.wait(Desk.A_SECOND);
      Answer alone = own.ask(question);
      assertEquals(alone.total(), answer.total(), told);
      assertEquals(alone.more(), answer.more(), told);
      assertEquals(alone.notices(), answer.notices(), told);
      assertEquals(titles(alone), titles(answer), told);
    }
  }

  private static Set<String> titles(Answer answer) {
    Set<String> titles = new HashSet<>();
    answer.hits().forEach(hit -> titles.add(hit.title() + ": " + hit.snippet()));
    return answer.total() > answer.hits().size() ? Set.of() : titles;
  }

  private static Set<String> readers(Random random) {
    return ACCOUNTS.stream().filter(name -> random.nextInt(3) == 0).collect(Collectors.toSet());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return text.toString().strip();
  }

  private static String question(Random random) {
    String word = WORDS.get(random.nextInt(WORDS.size()));
    return switch (random.nextInt(5)) {
      case 0 -> word;
      case 1 -> word.substring(0, 1);
      case 2 -> "\"" + word + "\"";
      case 3 -> "document -" + word;
      default -> word + " " + WORDS.get(random.nextInt(WORDS.size()));
    };
  }

  @Test
  void whoMayReadAFewOfManyFindsJustThose() {
    try (Desk desk = new Desk()) {
      int size = ReadableHits.MOST + 200;
      for (int n = 0; n < size; n++) {
        TestDocument document = desk.server.createDocument("Page " + n);
        if (n % 400 == 0) {
          document.restrictTo("ann");
        } else {
          document.restrictTo("bob");
        }
      }
      desk.wait(Desk.A_SECOND);
      assertEquals(3, desk.ask("page", Optional.of("ann")).total());
      assertFalse(desk.ask("page", Optional.of("ann")).more());
      assertEquals(0, desk.ask("page", Optional.of("cleo")).total());
      assertEquals(0, desk.ask("page").total());
    }
  }
}
