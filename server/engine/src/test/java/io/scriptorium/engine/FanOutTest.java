package io.scriptorium.engine;

import static io.scriptorium.engine.TestServer.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When sessions are woken for what has become durable. */
final class FanOutTest {
  private static final int MANY = 100;

  private final TestServer server = new TestServer();

  /** People who have read everything and are not woken any more; time has passed since. */
  private List<Peer> joined(int count) {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      peers.add(server.join("client" + i));
    }
    peers.forEach(Peer::read);
    server.pass(Duration.ofSeconds(1));
    peers.forEach(peer -> peer.connection.wasWoken());
    return peers;
  }

  @Test
  void fewAreWokenForEachEdit() {
    List<Peer> few = joined(3);

    few.get(0).edit(1, 0, insert(0, "a"));
    assertTrue(few.get(2).connection.wasWoken());

    few.get(1).edit(1, 1, insert(0, "b"));
    assertTrue(few.get(2).connection.wasWoken());
  }

  @Test
  void manyAreWokenOnceForWhatComesInAPause() {
    List<Peer> many = joined(MANY);
    Peer reader = many.getLast();

    many.get(0).edit(1, 0, insert(0, "a"));
    assertTrue(reader.connection.wasWoken(), "nothing went out lately: at once");
    var _ = reader.read();

    many.get(1).edit(1, 1, insert(0, "b"));
    many.get(2).edit(1, 1, insert(0, "c"));
    assertFalse(reader.connection.wasWoken(), "later, together");

    server.pass(Duration.ofMillis(5));
    assertTrue(reader.connection.wasWoken());
    ServerMessage.Change change =
        assertInstanceOf(ServerMessage.Change.class, reader.read().getFirst());
    assertEquals(3, change.revision());
    assertEquals(2, change.deltas().size());
  }

  @Test
  void anAuthorDoesNotWaitForTheAck() {
    List<Peer> many = joined(MANY);
    many.get(0).edit(1, 0, insert(0, "a"));
    Peer author = many.get(1);
    var _ = author.read();

    author.edit(1, 1, insert(0, "b"));

    assertTrue(author.connection.wasWoken());
    assertEquals(List.of(new ServerMessage.Ack(1, 2)), author.read());
  }

  @Test
  void aClockThatIsSetBackHoldsNobodyUp() {
    List<Peer> many = joined(MANY);
    many.get(0).edit(1, 0, insert(0, "a"));
    Peer reader = many.getLast();
    var _ = reader.read();
    server.clock.set(server.clock.instant().minus(Duration.ofDays(1)));

    many.get(1).edit(1, 1, insert(0, "b"));

    assertTrue(reader.connection.wasWoken());
  }
}
