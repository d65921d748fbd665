package io.scriptorium.plugins.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words are found in every language that the sentences in {@code languages.txt} are in. */
class LanguagesTest {
  private static final long SEED = Long.getLong("scriptorium.seed", 20_260_131L);
  private static final int PHRASES_EACH = 120;
  private static final double RECALL = 0.95;

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource({
    "muller, Herr Müller kommt",
    "mueller, Herr Müller kommt",
    "Müller, Herr Mueller kommt",
    "MÜLLER, Herr Müller kommt",
    "strasse, in der Straße",
    "Straße, in der STRASSE",
    "donaudampf, Donaudampfschifffahrtsgesellschaft",
    "amour, l'amour dure",
    "amour, L’amour dure",
    "l'amour, amour toujours",
    "eleve, les élèves",
    "ecole, l’École normale",
    "coeur, un cœur simple",
    "Ann, Ann's house",
    "naive, a naïve idea",
    "كتاب, قرأت الكتاب أمس",
    "الكتاب, كتاب جديد",
    "احمد, جاء أحمد",
    "مدرسة, في المدرسة الكبيرة",
    "東京, 私は東京都に住んでいます",
    "京都, 私は東京都に住んでいます",
    "住んで, 私は東京都に住んでいます",
    "カタカナ, ｶﾀｶﾅで書く",
    "がっこう, わたしのがっこうです",
    "北京, 我在北京大学学习",
    "大学学习, 我在北京大学学习",
    "学, 我在北京大学学习",
    "한국어, 한국어를 배웁니다",
    "ประเทศ, ภาษาไทยเป็นภาษาของประเทศไทย",
    "２０２６, the year 2026",
    "user, the user_name field",
    "name, the user_name field",
    "example, see www.example.org now",
    "mail, an e-mail to all",
    "👍, well done 👍",
    "κοσμος, Γειά σου Κόσμε και κόσμος",
    "поезд, Скорый ПОЕЗД пришёл",
  })
  void aWordIsFound(String word, String text) {
    try (Desk desk = new Desk()) {
      desk.write("Other", "nothing of the kind");
      desk.write("It", text);
      desk.wait(Desk.A_SECOND);
      assertEquals(List.of("It"), desk.titles(word), word + " in " + text);
    }
  }

  @ParameterizedTest(name = "{0} does not find {1}")
  @CsvSource({
    "京東, 私は東京都に住んでいます",
    "poet, a clay pot",
    "does, two dos",
    "car, a scar",
    "学大, 我在北京大学学习",
  })
  void anotherWordIsNotFound(String word, String text) {
    try (Desk desk = new Desk()) {
      desk.write("It", text);
      desk.wait(Desk.A_SECOND);
      assertEquals(List.of(), desk.titles("\"" + word + "\""));
    }
  }

  /** Each document mixes all languages but for its own sentence; a phrase finds where it stands. */
  @TestFactory
  List<DynamicTest> exactPhrasesAreFound() {
    return sentences().entrySet().stream()
        .map(language ->
            DynamicTest.dynamicTest(
                language.getKey(), () -> phrases(language.getKey(), language.getValue())))
        .toList();
  }

  private static void phrases(String language, List<String> sentences) {
    Random random = new Random(SEED + language.hashCode());
    try (Desk desk = new Desk()) {
      List<String> ids = new ArrayList<>();
      for (String sentence : sentences) {
        ids.add(desk.write(language, sentence + "\nPS: see above. 参照 ").id().value());
      }
      desk.wait(Desk.A_SECOND);
      List<String> missed = new ArrayList<>();
      for (int n = 0; n < PHRASES_EACH; n++) {
        int at = random.nextInt(sentences.size());
        String phrase = phrase(sentences.get(at), random);
        Answer answer = desk.ask("\"" + phrase + "\"");
        if (answer.hits().stream().noneMatch(hit -> hit.id().equals(ids.get(at)))) {
          missed.add(phrase);
        }
      }
      double recall = 1 - (double) missed.size() / PHRASES_EACH;
      assertTrue(
          recall >= RECALL,
          () ->
              "%s: recall %.3f, seed %d, not found: %s".formatted(language, recall, SEED, missed));
    }
  }

  /** One to four words of a sentence, as they stand there. */
  private static String phrase(String sentence, Random random) {
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(sentence);
    List<Integer> starts = new ArrayList<>();
    for (int at = words.first(); at != BreakIterator.DONE; at = words.next()) {
      if (at < sentence.length() && Character.isLetterOrDigit(sentence.codePointAt(at))) {
        starts.add(at);
      }
    }
    int from = random.nextInt(starts.size());
    int to = Math.min(starts.size() - 1, from + random.nextInt(4));
    int end = words.following(starts.get(to));
    return sentence.substring(starts.get(from), end);
  }

  private static Map<String, List<String>> sentences() {
    Map<String, List<String>> sentences = new LinkedHashMap<>();
    String language = "";
    for (String line : lines()) {
      if (line.startsWith("# ")) {
        language = line.substring(2);
      } else if (!line.isBlank() && !language.isEmpty()) {
        sentences.computeIfAbsent(language, ignored -> new ArrayList<>()).add(line);
      }
    }
    return sentences;
  }

  private static List<String> lines() {
    try (var file = LanguagesTest.class.getResourceAsStream("/languages.txt")) {
      return new String(
              Optional.ofNullable(file).orElseThrow().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDocumentOfSeveralLanguagesIsFoundByEach() {
    try (Desk desk = new Desk()) {
      desk.write("Mix", "Der Zug nach 北京 fährt um acht, القطار سريع, and 新幹線 is faster, bien sûr.");
      desk.wait(Desk.A_SECOND);
      for (String word : List.of("zug", "北京", "قطار", "新幹線", "faster", "sur", "\"北京 fährt\"")) {
        assertEquals(List.of("Mix"), desk.titles(word), word);
      }
    }
  }
}
