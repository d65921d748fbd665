package io.scriptorium.bench;

import io.scriptorium.client.ClientListener;
import io.scriptorium.client.DocumentClient;
import io.scriptorium.client.WebSocketTransport;
import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * A large and old document on a running server: several people write it, one revision an edit; then
 * somebody opens it; then somebody else joins while all of them type. Says how long each took, and
 * whether all ended with one text. Arguments: the server's address, then, if they are to be others
 * than 50,000 revisions, 20 code units an edit and 10 people, those numbers. Ends with 1 if texts
 * differ.
 */
public final class LongHistory {
  private static final int LAST_EDITS = 100;
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private final Server server;
  private final HttpClient http;
  private final PrintStream out;
  private final int revisions;
  private final String text;
  private final int people;

  LongHistory(
      Server server, HttpClient http, PrintStream out, int revisions, int chars, int people) {
    this.server = server;
    this.http = http;
    this.out = out;
    this.revisions = revisions;
    this.text = "the quick brown fox jumps over a lazy dog ".repeat(chars).substring(0, chars);
    this.people = people;
  }

  /** See the class. */
  public static void main(String... args)
      throws IOException, InterruptedException, ExecutionException {
    if (args.length < 1) {
      System.err.println("expected the server's address");
      System.exit(2);
    }
    boolean same;
    try (HttpClient http = HttpClient.newHttpClient()) {
      same =
          new LongHistory(
                  new Server(URI.create(args[0])),
                  http,
                  System.out,
                  number(args, 1, 50_000),
                  number(args, 2, 20),
                  number(args, 3, 10))
              .run();
    }
    System.exit(same ? 0 : 1);
  }

  private static int number(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }

  /** Whether all ended alike. */
  boolean run() throws IOException, InterruptedException, ExecutionException {
    String document = server.create(http, "long history");
    List<DocumentClient> writers = new ArrayList<>();
    try {
      for (int i = 0; i < people; i++) {
        writers.add(open(document));
      }
      long start = System.nanoTime();
      all(writers, revisions / people);
      say("writing %d revisions by %d people".formatted(revisions, people), start);
      timeToOpen(document, "opening");
      try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> typing =
            background.submit(() -> {
              all(writers, LAST_EDITS);
              return null;
            });
        writers.add(timeToOpenAndStay(document, "joining while they type"));
        typing.get();
      }
      return alike(document, writers);
    } finally {
      writers.forEach(DocumentClient::close);
    }
  }

  private DocumentClient open(String document) {
    return DocumentClient.open(
        server.settings(document), new WebSocketTransport(http), new ClientListener() {});
  }

  private void timeToOpen(String document, String what) {
    timeToOpenAndStay(document, what).close();
  }

  private DocumentClient timeToOpenAndStay(String document, String what) {
    long start = System.nanoTime();
    DocumentClient client = open(document);
    RichText content = client.joined().join();
    say("%s: %d code units".formatted(what, content.length()), start);
    return client;
  }

  /** Everybody makes so many edits, each when the one before it is durable. */
  private void all(List<DocumentClient> writers, int edits)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < people; i++) {
        DocumentClient client = writers.get(i);
        RandomGenerator random = new SplittableRandom(i);
        writing.add(threads.submit(() -> write(client, random, edits)));
      }
      for (Future<?> each : writing) {
        each.get();
      }
    }
  }

  private void write(DocumentClient client, RandomGenerator random, int edits) {
    for (int i = 0; i < edits; i++) {
      client.edit(content -> insertion(content, random)).join();
    }
  }

  private Delta insertion(RichText content, RandomGenerator random) {
    Op insert = new Op.Insert(text, Attributes.NONE);
    int place = random.nextInt(content.length());
    return place == 0 ? Delta.of(insert) : Delta.of(new Op.Retain(place, Attributes.NONE), insert);
  }

  private boolean alike(String document, List<DocumentClient> clients) {
    try (DocumentClient reader = open(document)) {
      RichText content = reader.joined().join();
      long deadline = System.nanoTime() + LIMIT_NANOS;
      boolean same = false;
      while (!same && System.nanoTime() < deadline) {
        LockSupport.parkNanos(10_000_000);
        same = clients.stream().allMatch(client -> client.content().equals(content));
      }
      out.println(same ? "all ended with one text" : "TEXTS DIFFER");
      return same;
    }
  }

  private void say(String what, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%s: %.3f s%n", what, seconds);
  }
}
