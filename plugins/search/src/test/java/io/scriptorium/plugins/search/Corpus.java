package io.scriptorium.plugins.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Documents in six languages, and questions about them, the same in every run. The words mean
 * nothing, but they are as long and as unevenly used as those of a language (Zipf's law), and are
 * written as it writes them; texts have 200 to 2,000 characters. Safe for use by any thread.
 */
final class Corpus {
  private static final long SEED = 20_261_123;
  private static final int SHORTEST = 200;
  private static final int LONGEST = 2_000;
  private static final String[] AUTHORS = {
    "Ada Lovelace", "Grace Hopper", "Jürgen Groß", "Zoé Durand", "李明", "佐藤花子", "محمد علي"
  };

  private static final Set<Language> WITHOUT_SPACES =
      EnumSet.of(Language.CHINESE, Language.JAPANESE);

  private final Map<Language, Vocabulary> vocabularies = new EnumMap<>(Language.class);

  Corpus() {
    for (Language language : Language.values()) {
      vocabularies.put(language, new Vocabulary(language));
    }
  }

  /** What a language's words are made of. */
  private enum Language {
    ENGLISH(" ", "th,e,in,er,an,re,on,at,st,or,al,co,ing,men,tion,ble,pro,wor,ly,ed"),
    GERMAN(" ", "der,en,sch,ein,ge,ver,ung,ich,lich,keit,ü,ä,ß,be,aus,auf,hei,tz,ste,wer"),
    FRENCH(" ", "le,de,la,é,que,ment,ou,eau,tion,par,on,è,con,ais,eur,ré,ù,ç,sou,ti"),
    ARABIC(" ", "ال,م,ن,ي,ت,كت,در,سل,ون,ات,ب,ر,ق,عل,حم,فا,ه,و,شر,جم"),
    CHINESE("", characters(0x4e00, 1_500)),
    JAPANESE("", characters(0x3042, 80) + "," + characters(0x5200, 800));

    private final String between;
    private final String pieces;

    Language(String between, String pieces) {
      this.between = between;
      this.pieces = pieces;
    }

    private static String characters(int first, int count) {
      List<String> all = new ArrayList<>();
      for (int at = 0; at < count; at++) {
        all.add(Character.toString(first + at));
      }
      return String.join(",", all);
    }
  }

  /** A language's words, the most used ones first. */
  private static final class Vocabulary {
    private static final int SIZE = 30_000;

    private final Language language;
    private final String[] pieces;
    private final String[] words = new String[SIZE];
    private final double[] cumulative = new double[SIZE];

    Vocabulary(Language language) {
      this.language = language;
      this.pieces = language.pieces.split(",", -1);
      RandomGenerator random = new SplittableRandom(SEED + language.name().hashCode());
      Set<String> seen = new HashSet<>();
      double sum = 0;
      for (int rank = 0; rank < SIZE; rank++) {
        do {
          words[rank] = word(random, rank);
        } while (!seen.add(words[rank]));
        sum += 1 / (rank + 2.7);
        cumulative[rank] = sum;
      }
    }

    /** Often used words are short. */
    private String word(RandomGenerator random, int rank) {
      int usual = language.between.isEmpty() ? 1 + random.nextInt(3) : 2 + random.nextInt(3);
      int length = Math.max(1, rank < 100 ? usual - 1 : usual);
      StringBuilder word = new StringBuilder();
      for (int piece = 0; piece < length; piece++) {
        word.append(pieces[random.nextInt(pieces.length)]);
      }
      return word.toString();
    }

    String any(RandomGenerator random) {
      double at = random.nextDouble() * cumulative[SIZE - 1];
      int found = Arrays.binarySearch(cumulative, at);
      return words[Math.min(SIZE - 1, found < 0 ? -found - 1 : found)];
    }

    /** One of rank {@code from} or a little more. */
    String ranked(RandomGenerator random, int from) {
      return words[from + random.nextInt(from + 10)];
    }

    String text(RandomGenerator random, int length) {
      StringBuilder text = new StringBuilder();
      for (int at = 1; text.length() < length; at++) {
        text.append(any(random));
        if (at % 15 == 0) {
          text.append(language.between.isEmpty() ? "。" : ".").append(at % 60 == 0 ? "\n" : "");
        }
        text.append(language.between);
      }
      return text.toString().strip();
    }
  }

  private Vocabulary vocabulary(Language language) {
    return Objects.requireNonNull(vocabularies.get(language));
  }

  private Vocabulary any(RandomGenerator random, Set<Language> but) {
    List<Language> choice = new ArrayList<>(vocabularies.keySet());
    choice.removeAll(but);
    return vocabulary(choice.get(random.nextInt(choice.size())));
  }

  /** What somebody has written. */
  record Page(String title, String author, String text) {}

  /** The document of this number. */
  Page page(int number) {
    RandomGenerator random = new SplittableRandom(SEED + 1_000 + number);
    Vocabulary language = any(random, EnumSet.noneOf(Language.class));
    StringBuilder text =
        new StringBuilder(language.text(random, SHORTEST + random.nextInt(LONGEST - SHORTEST)));
    if (random.nextInt(10) == 0) {
      text.append('\n').append(any(random, EnumSet.noneOf(Language.class)).text(random, 100));
    }
    return new Page(
        language.text(random, 5 + random.nextInt(30)),
        AUTHORS[random.nextInt(AUTHORS.length)],
        text.toString());
  }

  /** What people ask. */
  enum Kind {
    FREQUENT_WORD,
    WORD,
    RARE_WORD,
    TWO_LETTERS,
    WHILE_TYPING,
    TWO_WORDS,
    FIVE_WORDS,
    PHRASE,
    TYPO,
    TITLE,
    AUTHOR,
    AFTER,
    CHINESE,
    JAPANESE,
    NOTHING
  }

  /** Something to ask of this many documents. */
  String question(Kind kind, RandomGenerator random, int documents) {
    Vocabulary spaced = any(random, WITHOUT_SPACES);
    return switch (kind) {
      case FREQUENT_WORD -> spaced.ranked(random, 1) + " ";
      case WORD -> spaced.any(random) + " ";
      case RARE_WORD -> spaced.ranked(random, 10_000) + " ";
      case TWO_LETTERS -> beginning(spaced.any(random), 2);
      case WHILE_TYPING -> beginning(spaced.any(random), 3 + random.nextInt(3));
      case TWO_WORDS -> spaced.any(random) + " " + beginning(spaced.any(random), 4);
      case FIVE_WORDS -> words(spaced, random);
      case PHRASE -> "\"" + passage(random, documents) + "\"";
      case TYPO -> withTypo(spaced.ranked(random, 1_000), random) + " ";
      case TITLE -> "title:" + spaced.ranked(random, 50);
      case AUTHOR -> "author:grace " + spaced.any(random);
      case AFTER -> spaced.any(random) + " after:2026-09";
      case CHINESE -> vocabulary(Language.CHINESE).text(random, 3);
      case JAPANESE -> vocabulary(Language.JAPANESE).text(random, 4);
      case NOTHING -> "qqqq" + random.nextInt(1_000_000);
    };
  }

  private static String beginning(String word, int length) {
    return word.substring(0, Math.min(word.length(), length));
  }

  private static String words(Vocabulary language, RandomGenerator random) {
    List<String> words = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      words.add(language.any(random));
    }
    return String.join(" ", words);
  }

  /** A few words that stand side by side in one of the documents. */
  private String passage(RandomGenerator random, int documents) {
    String text = page(random.nextInt(documents)).text();
    int start = text.indexOf(' ', random.nextInt(SHORTEST / 2)) + 1;
    int end = text.indexOf(' ', text.indexOf(' ', start) + 1);
    return end < 0 ? beginning(text, 6) : text.substring(start, end);
  }

  /** With two neighbours exchanged. */
  private static String withTypo(String word, RandomGenerator random) {
    if (word.length() < 3) {
      return word;
    }
    int at = 1 + random.nextInt(word.length() - 2);
    return word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
  }
}
