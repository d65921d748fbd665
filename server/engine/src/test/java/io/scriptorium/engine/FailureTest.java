package io.scriptorium.engine;

import static io.scriptorium.engine.TestServer.DOCUMENT;
import static io.scriptorium.engine.TestServer.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.HeldLog.Failing;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.ServerMessage.Ack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that fails: nothing is acknowledged, nobody's edit is lost, and it mends itself. */
final class FailureTest {
  private static final ServerMessage ALL_IS_WELL =
      new ServerMessage.Document(Optional.of("Minutes"), Optional.empty());

  private final TestServer server = new TestServer();
  private final Peer anna = server.join("anna");

  private static void assertToldOfTheStore(ServerMessage message) {
    ServerMessage.Error error = assertInstanceOf(ServerMessage.Error.class, message);
    assertEquals("store_unavailable", error.code());
    assertTrue(error.message().contains("the disk is full"), error.message());
  }

  @Test
  void editThatCannotBeStoredWaitsAndIsAcknowledgedWhenItCan() {
    anna.read();
    server.log.fail(Failing.WRITES);
    anna.edit(1, 0, insert(0, "x"));
    server.pass(Duration.ofSeconds(20));

    List<ServerMessage> told = anna.read();
    assertEquals(1, told.size(), "once, not at each attempt");
    assertToldOfTheStore(told.getFirst());
    assertFalse(server.server.storing());

    server.log.fail(Failing.NOTHING);
    server.pass(Duration.ofSeconds(6));
    assertEquals(List.of(ALL_IS_WELL, new Ack(1, 1)), anna.read());
    assertTrue(server.server.storing());
    assertEquals("x\n", server.text());
  }

  @Test
  void editThatWasStoredWithoutAnAnswerCountsOnce() {
    anna.read();
    server.log.fail(Failing.ANSWERS);
    anna.edit(1, 0, insert(0, "x"));
    assertToldOfTheStore(anna.read().getFirst());
    server.log.fail(Failing.NOTHING);
    server.pass(Duration.ofSeconds(6));

    assertEquals(List.of(ALL_IS_WELL, new Ack(1, 1)), anna.read());
    assertEquals(1, server.changes().size());
    assertTrue(server.server.storing());
  }

  @Test
  void batchesBehindAFailedOneAreOrderedAfreshInTheirOrder() {
    Peer ben = server.join("ben");
    server.log.hold();
    anna.edit(1, 0, insert(0, "a"));
    ben.edit(1, 0, insert(0, "b"));
    server.log.fail(Failing.WRITES);
    server.log.release();
    server.settle();
    server.log.fail(Failing.NOTHING);
    server.pass(Duration.ofSeconds(1));

    assertEquals("ba\n", server.text());
    assertTrue(anna.read().contains(new Ack(1, 1)));
    assertTrue(ben.read().contains(new Ack(1, 2)));
  }

  @Test
  void anotherWritersChangeIsTakenIn() {
    anna.read();
    Change foreign =
        new Change(
            new Revision(1),
            new SubmissionId(new ClientId("elsewhere"), 1),
            new SessionId("elsewhere"),
            new Author("elsewhere", "Elsewhere"),
            server.clock.instant(),
            insert(0, "first "));
    var _ = server.log.append(DOCUMENT, Revision.ZERO, List.of(foreign));
    anna.edit(1, 0, insert(0, "second "));
    server.pass(Duration.ofSeconds(1));

    assertEquals("second first \n", server.text());
    List<ServerMessage> told = anna.read();
    assertInstanceOf(ServerMessage.Change.class, told.get(0));
    assertEquals(new Ack(1, 2), told.get(1));
  }

  @Test
  void joinWithoutAReadableStoreIsToComeAgain() {
    server.restart();
    server.log.fail(Failing.ALL);
    Peer early = server.join("ben");
    assertToldOfTheStore(early.read().getFirst());
    assertEquals(1013, early.closeCode());

    server.log.fail(Failing.NOTHING);
    assertInstanceOf(ServerMessage.Joined.class, server.join("ben").read().getFirst());
  }

  @Test
  void whoJoinsMeanwhileIsToldToo() {
    anna.edit(1, 0, insert(0, "x"));
    server.log.fail(Failing.WRITES);
    anna.edit(2, 1, insert(0, "y"));

    List<ServerMessage> told = server.join("ben").read();

    assertInstanceOf(ServerMessage.Joined.class, told.get(0));
    assertToldOfTheStore(told.get(1));
  }

  @Test
  void whoOnlyReadsHearsThatTheStoreWorksAgain() {
    Peer reader = server.join("viewer");
    reader.read();
    server.log.fail(Failing.WRITES);
    anna.edit(1, 0, insert(0, "x"));
    assertToldOfTheStore(reader.read().getFirst());
    assertEquals(List.of(), reader.read());

    server.log.fail(Failing.NOTHING);
    server.pass(Duration.ofSeconds(6));
    assertEquals(ALL_IS_WELL, reader.read().getFirst());
  }

  @Test
  void serverThatStopsWhileTheStoreFailsSaysGoodbyeAllTheSame() {
    server.log.fail(Failing.WRITES);
    anna.edit(1, 0, insert(0, "x"));
    var stopped = server.server.stop();
    server.pass(Duration.ofSeconds(9));
    assertEquals(0, anna.closeCode(), "the store may recover yet");

    server.pass(Duration.ofSeconds(2));
    assertEquals(1012, anna.closeCode());
    server.pass(Duration.ofSeconds(1));
    assertTrue(stopped.isDone());
  }
}
