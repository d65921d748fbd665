package io.scriptorium.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * How fast a running server tells of a document's past, as the history plugin's browser half asks:
 * the content at random revisions, the difference of random pairs, who wrote it, the timeline, and
 * all changes in order. Arguments: the server's address, the document, and how many picks there are
 * of each if it is not 200.
 */
public final class PastReading {
  private static final Pattern HEAD = Pattern.compile("\"head\"\\s*:\\s*(\\d+)");
  private static final Pattern NEXT = Pattern.compile("\"next\"\\s*:\\s*(\\d+)");
  private static final int WARM_UP = 20;
  private static final long NEAR = 2_000;
  private static final int CHANGES_AT_ONCE = 5_000;

  private final HttpClient http;
  private final URI calls;
  private final PrintStream out;
  private final int picks;
  private final SplittableRandom random = new SplittableRandom(11);
  private long head;

  PastReading(HttpClient http, URI server, String document, int picks, PrintStream out) {
    this.http = http;
    this.calls = server.resolve("/api/plugins/history/documents/" + document + "/");
    this.picks = picks;
    this.out = out;
  }

  /** See the class. */
  public static void main(String... args) throws IOException, InterruptedException {
    if (args.length < 2) {
      System.err.println("expected the server's address and a document's id");
      System.exit(2);
    }
    int picks = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    try (HttpClient http = HttpClient.newHttpClient()) {
      new PastReading(http, URI.create(args[0]), args[1], picks, System.out).run();
    }
  }

  /** What is asked for next. */
  private interface Question {
    String next();
  }

  void run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    head = number(HEAD, get("timeline?limit=1"));
    out.printf(
        Locale.ROOT, "%d revisions; first look: %.2f s%n", head, (System.nanoTime() - start) / 1e9);
    measure("a revision", () -> "content?revision=" + random.nextLong(head + 1));
    measure("the difference of any two", () -> difference(random.nextLong(head), head));
    measure("the difference of two near", () -> difference(random.nextLong(head), NEAR));
    measure("who wrote a revision", () -> "authors?revision=" + random.nextLong(head + 1));
    measure("who wrote it as it is now", () -> "authors?revision=" + head);
    timeline();
    changes();
  }

  private String difference(long from, long most) {
    long to = random.nextLong(from, Math.min(head, from + most)) + 1;
    return "difference?from=" + from + "&to=" + to;
  }

  private void measure(String what, Question question) throws IOException, InterruptedException {
    Histogram micros = new Histogram(3);
    long characters = 0;
    for (int i = -WARM_UP; i < picks; i++) {
      String path = question.next();
      long start = System.nanoTime();
      String answer = get(path);
      if (i >= 0) {
        micros.recordValue((System.nanoTime() - start) / 1_000);
        characters += answer.length();
      }
    }
    say(what, micros, characters / picks);
  }

  private void say(String what, Histogram micros, long characters) {
    out.printf(
        Locale.ROOT,
        "%-30s p50 %7.1f ms  p95 %7.1f ms  max %7.1f ms  %d answers of about %d kB%n",
        what,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(95) / 1e3,
        micros.getMaxValue() / 1e3,
        micros.getTotalCount(),
        characters / 1_000);
  }

  /** From the newest page to the oldest. */
  private void timeline() throws IOException, InterruptedException {
    Histogram micros = new Histogram(3);
    long characters = 0;
    long before = 0;
    do {
      long start = System.nanoTime();
      String page = get("timeline?limit=100&before=" + before);
      micros.recordValue((System.nanoTime() - start) / 1_000);
      characters += page.length();
      before = number(NEXT, page);
    } while (before != 0);
    say("a page of the timeline", micros, characters / micros.getTotalCount());
  }

  private void changes() throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (long after = 0; after < head; after += CHANGES_AT_ONCE) {
      get("changes?limit=" + CHANGES_AT_ONCE + "&after=" + after);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        Locale.ROOT, "all changes in order: %.1f s, %.0f a second%n", seconds, head / seconds);
  }

  private static long number(Pattern pattern, String json) {
    Matcher found = pattern.matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("expected " + pattern + " in " + json);
    }
    return Long.parseLong(found.group(1));
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(calls.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "expected 200 of %s, got %d: %s".formatted(path, response.statusCode(), response.body()));
    }
    return response.body();
  }
}
