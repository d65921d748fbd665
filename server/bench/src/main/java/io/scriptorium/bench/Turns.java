package io.scriptorium.bench;

import io.scriptorium.bench.guest.Witness;
import io.scriptorium.client.Transport;
import io.scriptorium.client.WebSocketTransport;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Measures, each time the same way and in fresh documents: at a steady pace, as fast as can be, and
 * at the steady pace again.
 */
final class Turns {
  private static final int DOCUMENTS = 12;
  private static final int PEOPLE_EACH = 5;

  /** Five letters a second are a good typist's. */
  private static final long PAUSE_NANOS = 200_000_000;

  /** How long the witness may take to hear of the rest. */
  private static final long WITNESS_LIMIT_NANOS = 20_000_000_000L;

  private static final long WITNESS_PAUSE_NANOS = 100_000_000;
  private static final Pattern TESTIMONY = Pattern.compile("\\[(\\d+),(\\d+),(\\d+)]");

  private final Server server;
  private final HttpClient http;
  private final Transport transport;
  private final long nanos;

  /**
   * @param nanos how long each third of a turn takes
   */
  Turns(Server server, HttpClient http, long nanos) {
    this.server = server;
    this.http = http;
    this.transport = new WebSocketTransport(http);
    this.nanos = nanos;
  }

  /** No turn takes longer, but for its waiting for the witness. */
  Duration longest() {
    return Duration.ofNanos(3 * nanos).plusSeconds(5);
  }

  /** Measures once. */
  Turn take() throws IOException, InterruptedException, ExecutionException {
    List<String> documents = new ArrayList<>();
    for (int i = 0; i <= DOCUMENTS; i++) {
      documents.add(server.create(http, "isolation"));
    }
    List<URI> addresses = documents.stream().map(id -> server.settings(id).address()).toList();
    try (Wire witness = Wire.open(transport, addresses.getLast());
        Crowd crowd = new Crowd(transport, addresses.subList(0, DOCUMENTS), PEOPLE_EACH)) {
      witness.join("asker-" + UUID.randomUUID());
      return measure(crowd, witness);
    } finally {
      for (String document : documents) {
        server.delete(http, document);
      }
    }
  }

  private Turn measure(Crowd crowd, Wire witness) throws InterruptedException, ExecutionException {
    ask(witness);
    Histogram first = crowd.typeSteadily(PAUSE_NANOS, nanos);
    Testimony heard = ask(witness);
    double fast = crowd.typeFast(nanos);
    Histogram later = crowd.typeSteadily(PAUSE_NANOS, nanos);
    long edits = first.getTotalCount() + Math.round(fast * nanos / 1e9) + later.getTotalCount();
    long rest = edits - heard.changes;
    return new Turn(first, fast, later, heard.p99, Math.max(0, rest - heardSoon(witness, rest)));
  }

  /** What the witness has heard since it was last asked. */
  private record Testimony(long changes, long p50, long p99) {}

  private long heardSoon(Wire witness, long expected) throws InterruptedException {
    long heard = 0;
    long end = System.nanoTime() + WITNESS_LIMIT_NANOS;
    while (heard < expected && System.nanoTime() < end) {
      heard += ask(witness).changes;
      LockSupport.parkNanos(WITNESS_PAUSE_NANOS);
    }
    return heard;
  }

  private static Testimony ask(Wire witness) throws InterruptedException {
    witness.send(new ClientMessage.Plugin(Witness.NAME, "{}"));
    while (true) {
      ServerMessage.Plugin said = witness.next(ServerMessage.Plugin.class);
      Matcher numbers = TESTIMONY.matcher(said.body());
      if (said.plugin().equals(Witness.NAME) && numbers.matches()) {
        return new Testimony(number(numbers, 1), number(numbers, 2), number(numbers, 3));
      }
    }
  }

  private static long number(Matcher numbers, int group) {
    return Long.parseLong(String.valueOf(numbers.group(group)));
  }
}
