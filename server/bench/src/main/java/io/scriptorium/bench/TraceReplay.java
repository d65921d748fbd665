package io.scriptorium.bench;

import io.scriptorium.client.ClientListener;
import io.scriptorium.client.DocumentClient;
import io.scriptorium.client.WebSocketTransport;
import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Replays recorded editing sessions through a running server, over the socket, and compares the
 * text that comes out with the recorded one. Arguments: the server's address and a trace, or a
 * folder of them. Ends with 1 if a text differs, with 2 if there is nothing to replay.
 *
 * <p>A sequential trace is typed by one {@link DocumentClient}, as fast as the server takes it:
 * what is typed while an edit is in flight goes out together. A concurrent one is replayed an edit
 * at a time by {@link ConcurrentReplay}.
 */
public final class TraceReplay {
  /** How far the typist may be ahead of the acknowledgements, in edits. */
  private static final int AHEAD = 1_000;

  private final Server server;
  private final HttpClient http;
  private final PrintStream out;

  TraceReplay(Server server, HttpClient http, PrintStream out) {
    this.server = server;
    this.http = http;
    this.out = out;
  }

  /** See the class. */
  public static void main(String... args) throws IOException, InterruptedException {
    if (args.length != 2) {
      System.err.println("expected the server's address and a trace or folder of traces");
      System.exit(2);
    }
    List<Path> traces = traces(Path.of(args[1]));
    if (traces.isEmpty()) {
      System.err.println("no traces: expected *.json.gz files at " + args[1]);
      System.exit(2);
    }
    boolean same = true;
    try (HttpClient http = HttpClient.newHttpClient()) {
      TraceReplay replay = new TraceReplay(new Server(URI.create(args[0])), http, System.out);
      for (Path trace : traces) {
        same &= replay.replay(trace);
      }
    }
    System.exit(same ? 0 : 1);
  }

  /** The traces at a place: a file, or those in a folder; none if it is not there. */
  static List<Path> traces(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return Files.exists(place) ? List.of(place) : List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".json.gz")).sorted().toList();
    }
  }

  /** Whether it ends in the recorded text. */
  boolean replay(Path file) throws IOException, InterruptedException {
    Trace trace = TraceReader.read(file);
    String name = String.valueOf(file.getFileName()).replaceFirst("\\..*", "");
    String document = server.create(http, name);
    return trace.agents() == 1 ? type(name, document, trace) : meet(name, document, trace);
  }

  private boolean type(String name, String document, Trace trace) throws InterruptedException {
    Histogram nanos = new ConcurrentHistogram(3);
    Semaphore ahead = new Semaphore(AHEAD);
    long start;
    long revision;
    try (DocumentClient client = client(document)) {
      client.joined().join();
      if (!trace.startContent().isEmpty()) {
        Op content = new Op.Insert(trace.startContent(), Attributes.NONE);
        client.edit(_ -> Delta.of(content)).join();
      }
      start = System.nanoTime();
      for (Trace.Transaction transaction : trace.transactions()) {
        Delta delta = transaction.delta();
        ahead.acquire();
        long sent = System.nanoTime();
        var _ =
            client
                .edit(_ -> delta)
                .whenComplete((_, _) -> {
                  nanos.recordValue(System.nanoTime() - sent);
                  ahead.release();
                });
      }
      ahead.acquire(AHEAD);
      revision = client.revision();
    }
    report(name, trace, revision, start, nanos);
    try (DocumentClient reader = client(document)) {
      return compare(name, trace, reader.joined().join().text());
    }
  }

  private boolean meet(String name, String document, Trace trace) throws InterruptedException {
    URI address = server.settings(document).address();
    try (SocketRoom room = new SocketRoom(new WebSocketTransport(http), address, trace.agents())) {
      long start = System.nanoTime();
      new ConcurrentReplay(trace, room).run();
      report(name, trace, trace.transactions().size(), start, room.ackNanos());
      return compare(name, trace, room.text());
    }
  }

  private DocumentClient client(String document) {
    return DocumentClient.open(
        server.settings(document), new WebSocketTransport(http), new ClientListener() {});
  }

  private void report(String name, Trace trace, long revisions, long start, Histogram nanos) {
    double seconds = (System.nanoTime() - start) / 1e9;
    int edits = trace.transactions().size();
    out.printf(
        Locale.ROOT,
        "%s: %d edits in %d revisions, %.1f s, %.0f edits/s, ack p50 %.2f ms, p99 %.2f ms%n",
        name,
        edits,
        revisions,
        seconds,
        edits / seconds,
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6);
  }

  private boolean compare(String name, Trace trace, String text) {
    boolean same = text.equals(trace.endContent() + "\n");
    out.println(name + (same ? ": ends as recorded" : ": ENDS IN ANOTHER TEXT"));
    return same;
  }
}
