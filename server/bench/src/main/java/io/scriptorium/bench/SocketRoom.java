package io.scriptorium.bench;

import io.scriptorium.client.Transport;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/** A document of a real server, with a connection for each person. */
final class SocketRoom implements Room, AutoCloseable {
  private final Transport transport;
  private final URI address;
  private final List<Wire> wires = new ArrayList<>();
  private final long[] seqs;
  private final Histogram ackNanos = new Histogram(3);

  SocketRoom(Transport transport, URI address, int agents) throws InterruptedException {
    this.transport = transport;
    this.address = address;
    this.seqs = new long[agents];
    for (int agent = 0; agent < agents; agent++) {
      wires.add(Wire.open(transport, address));
      wires.get(agent).join("agent-" + agent + "-" + UUID.randomUUID());
    }
  }

  /** From an edit's being sent to its ack. */
  Histogram ackNanos() {
    return ackNanos;
  }

  @Override
  public Delta submit(int agent, long revision, Delta edit) {
    try {
      return submitted(agent, revision, edit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the server", e);
    }
  }

  private Delta submitted(int agent, long revision, Delta edit) throws InterruptedException {
    long start = System.nanoTime();
    wires.get(agent).send(new ClientMessage.Edit(++seqs[agent], revision, edit));
    ServerMessage.Ack ack = wires.get(agent).next(ServerMessage.Ack.class);
    ackNanos.recordValue(System.nanoTime() - start);
    Delta committed = edit;
    for (int other = 0; other < wires.size(); other++) {
      if (other != agent) {
        ServerMessage.Change change = wires.get(other).next(ServerMessage.Change.class);
        if (change.revision() != ack.revision() || change.deltas().size() != 1) {
          throw new IllegalStateException(
              "expected one delta for revision %d, got %s".formatted(ack.revision(), change));
        }
        committed = change.deltas().getFirst();
      }
    }
    return committed;
  }

  @Override
  public String text() {
    try (Wire fresh = Wire.open(transport, address)) {
      ServerMessage.Joined joined = fresh.join("reader-" + UUID.randomUUID());
      return RichText.of(joined.content().orElseThrow()).text();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the server", e);
    }
  }

  @Override
  public void close() {
    wires.forEach(Wire::close);
  }
}
