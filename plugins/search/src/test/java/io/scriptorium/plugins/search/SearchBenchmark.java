package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugins.search.IndexedDocument.Facts;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How fast the index is made and asked: run {@link #main}, with the number of documents. Words are
 * distributed as in a language (Zipf), so a few are in every document and most in a few.
 */
final class SearchBenchmark {
  private static final int VOCABULARY = 60_000;
  private static final int WORDS_EACH = 200;
  private static final int QUESTIONS = 1_500;
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Random random = new Random(42);
  private final String[] vocabulary = new String[VOCABULARY];
  private final double[] cumulative = new double[VOCABULARY];

  private SearchBenchmark() {
    double sum = 0;
    for (int n = 0; n < VOCABULARY; n++) {
      vocabulary[n] = word();
      sum += 1.0 / (n + 2);
      cumulative[n] = sum;
    }
  }

  /** Prints rate, size and the times of several kinds of questions. */
  public static void main(String[] args) throws IOException {
    int size = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    new SearchBenchmark().run(size);
  }

  private void run(int size) throws IOException {
    Path folder = Files.createTempDirectory("search-benchmark");
    try (DocumentIndex index = DocumentIndex.open(folder, new WordAnalyzer())) {
      long start = System.nanoTime();
      long chars = 0;
      for (int n = 0; n < size; n++) {
        IndexedDocument document = document(n);
        chars += document.text().length();
        index.put(document);
      }
      index.refresh();
      index.commit();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%,d documents, %,d MB of text, index %,d MB, %,.0f documents/s, %.1f MB/s%n",
          size,
          chars >> 20,
          bytes(folder) >> 20,
          size / seconds,
          chars / seconds / (1 << 20));
      for (Kind kind : Kind.values()) {
        ask(index, kind, QUESTIONS / 5);
      }
      for (Kind kind : Kind.values()) {
        ask(index, kind, QUESTIONS);
      }
    }
  }

  private enum Kind {
    FREQUENT_WORD,
    WORD,
    TWO_LETTERS,
    TYPING,
    TWO_WORDS,
    FIVE_WORDS,
    PHRASE,
    TYPO,
    TITLE,
    NOTHING
  }

  private void ask(DocumentIndex index, Kind kind, int times) {
    Search search = new Search(index);
    long[] took = new long[times];
    for (int n = 0; n < times; n++) {
      QueryText question = QueryText.parse(question(kind));
      long start = System.nanoTime();
      search.answer(question, everything(), new Paging(0, 20), NOW);
      took[n] = System.nanoTime() - start;
    }
    Arrays.sort(took);
    if (times == QUESTIONS) {
      System.out.printf(
          Locale.ROOT,
          "%-14s p50 %6.2f ms  p95 %6.2f ms  max %6.2f ms%n",
          kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          took[times / 2] / 1e6,
          took[times * 95 / 100] / 1e6,
          took[times - 1] / 1e6);
    }
  }

  private String question(Kind kind) {
    return switch (kind) {
      case FREQUENT_WORD -> vocabulary[random.nextInt(20)] + " ";
      case WORD -> vocabulary[random.nextInt(VOCABULARY)] + " ";
      case TWO_LETTERS -> vocabulary[random.nextInt(VOCABULARY)].substring(0, 2);
      case TYPING -> beginning(any());
      case TWO_WORDS -> any() + " " + beginning(any());
      case FIVE_WORDS -> String.join(" ", any(), any(), any(), any(), any());
      case PHRASE -> "\"" + any() + " " + any() + "\"";
      case TYPO -> any() + "x" + any();
      case TITLE -> "title:" + any();
      case NOTHING -> "qqqqqqqq" + random.nextInt(1_000);
    };
  }

  private static String beginning(String word) {
    return word.substring(0, Math.max(1, word.length() - 2));
  }

  private IndexedDocument document(int n) {
    StringBuilder text = new StringBuilder();
    int words = WORDS_EACH / 2 + random.nextInt(WORDS_EACH);
    for (int at = 0; at < words; at++) {
      text.append(any()).append(at % 17 == 16 ? ".\n" : " ");
    }
    Instant changed = NOW.minus(Duration.ofMinutes(random.nextInt(1_000_000)));
    Facts facts =
        new Facts(
            new DocumentId("document-" + n),
            any() + " " + any() + " " + any(),
            new Revision(random.nextInt(1_000)),
            changed,
            changed,
            new TreeSet<>(List.of("Ada")));
    return new IndexedDocument(facts, text.toString());
  }

  /** A word, the frequent ones more often. */
  private String any() {
    double at = random.nextDouble() * cumulative[VOCABULARY - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return vocabulary[Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found)];
  }

  private String word() {
    String[] syllables = {
      "ba", "ten", "mi", "lor", "su", "ka", "ner", "vo", "gi", "sha", "el", "ru"
    };
    List<String> parts = new ArrayList<>();
    for (int n = 1 + random.nextInt(4); n >= 0; n--) {
      parts.add(syllables[random.nextInt(syllables.length)]);
    }
    return String.join("", parts);
  }

  /** The platform's answer of somebody who may read everything, without the disk's part in it. */
  private static io.scriptorium.plugin.Documents everything() {
    return (io.scriptorium.plugin.Documents)
        Proxy.newProxyInstance(
            SearchBenchmark.class.getClassLoader(),
            new Class<?>[] {io.scriptorium.plugin.Documents.class},
            (proxy, method, args) ->
                method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, args)
                    : Optional.of(
                        new DocumentInfo((DocumentId) args[0], "", Revision.ZERO, NOW, NOW)));
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
