package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugins.search.Corpus.Kind;
import io.scriptorium.plugins.search.Corpus.Page;
import io.scriptorium.plugins.search.IndexedDocument.Facts;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * How fast documents are indexed, how large the index is, and how long each kind of question takes,
 * for somebody who may read everything. The index alone: neither hooks nor HTTP. Arguments: the
 * number of documents, 100,000 if left out; how often each kind of question is asked, 1,000.
 */
final class SearchBenchmark {
  private static final int LENGTH_OF_PAGE = 20;
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration HISTORY = Duration.ofDays(730);

  private final Corpus corpus = new Corpus();
  private final RandomGenerator random = new SplittableRandom(1);
  private final PrintStream out;
  private final int size;
  private final int questions;

  private SearchBenchmark(PrintStream out, int size, int questions) {
    this.out = out;
    this.size = size;
    this.questions = questions;
  }

  /** Prints rate, size and times. */
  public static void main(String... args) throws IOException {
    int size = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int questions = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    new SearchBenchmark(System.out, size, questions).run();
  }

  private void run() throws IOException {
    Path folder = Files.createTempDirectory("search-benchmark");
    try (DocumentIndex index = DocumentIndex.open(folder)) {
      fill(index, folder);
      ask(index, questions / 5); // warms up
      out.println("| question | p50 | p95 | longest | found, on average |");
      out.println("| --- | --- | --- | --- | --- |");
      ask(index, questions).forEach(out::println);
    } finally {
      delete(folder);
    }
  }

  private void fill(DocumentIndex index, Path folder) throws IOException {
    long chars = 0;
    long nanos = 0;
    for (int n = 0; n < size; n++) {
      IndexedDocument document = document(n);
      chars += document.text().length();
      long start = System.nanoTime();
      index.put(document);
      nanos += System.nanoTime() - start;
    }
    long start = System.nanoTime();
    index.refresh();
    index.commit();
    double seconds = (nanos + System.nanoTime() - start) / 1e9;
    out.printf(
        Locale.ROOT,
        "%,d documents, %,d million characters: %,.0f documents/s, an index of %,d MB%n%n",
        size,
        chars / 1_000_000,
        size / seconds,
        bytes(folder) >> 20);
  }

  private IndexedDocument document(int number) {
    Page page = corpus.page(number);
    Instant changed = NOW.minus(HISTORY.multipliedBy(number).dividedBy(size));
    Facts facts =
        new Facts(
            new DocumentId("document-" + number),
            page.title(),
            new Revision(1),
            changed,
            changed,
            new TreeSet<>(List.of(page.author())));
    return new IndexedDocument(facts, page.text());
  }

  private List<String> ask(DocumentIndex index, int times) {
    return Arrays.stream(Kind.values()).map(kind -> ask(index, kind, times)).toList();
  }

  private String ask(DocumentIndex index, Kind kind, int times) {
    Search search = new Search(index);
    Documents everything = everything();
    long[] nanos = new long[times];
    long found = 0;
    for (int n = 0; n < times; n++) {
      QueryText question = QueryText.parse(corpus.question(kind, random, size));
      long start = System.nanoTime();
      found += search.answer(question, everything, new Paging(0, LENGTH_OF_PAGE), NOW).total();
      nanos[n] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "| %s | %.1f ms | %.1f ms | %.1f ms | %,d |",
        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        nanos[times / 2] / 1e6,
        nanos[times * 95 / 100] / 1e6,
        nanos[times - 1] / 1e6,
        found / times);
  }

  /** The platform's answer to somebody who may read everything, without the disk's part in it. */
  private static Documents everything() {
    return (Documents)
        Proxy.newProxyInstance(
            SearchBenchmark.class.getClassLoader(),
            new Class<?>[] {Documents.class},
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

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
