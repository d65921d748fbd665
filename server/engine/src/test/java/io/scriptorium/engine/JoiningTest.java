package io.scriptorium.engine;

import static io.scriptorium.engine.TestServer.DOCUMENT;
import static io.scriptorium.engine.TestServer.delete;
import static io.scriptorium.engine.TestServer.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Role;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.ServerMessage.Ack;
import io.scriptorium.protocol.ServerMessage.Change;
import io.scriptorium.protocol.ServerMessage.Joined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Coming, coming back, and going. */
final class JoiningTest {
  private final TestServer server = new TestServer();

  /** Types one letter after the other, each acknowledged before the next. */
  private static void type(Peer peer, long firstSeq, long revision, int letters) {
    for (int i = 0; i < letters; i++) {
      peer.edit(firstSeq + i, revision + i, insert(0, "x"));
      peer.read();
    }
  }

  /** What a resumed client was sent, put together; checks that nothing is missing between. */
  private static long follow(long revision, List<ServerMessage> messages) {
    long at = revision;
    for (ServerMessage message : messages) {
      if (message instanceof Change change) {
        assertEquals(at, change.from());
        at = change.revision();
      } else if (message instanceof Ack ack) {
        assertEquals(at + 1, ack.revision());
        at = ack.revision();
      }
    }
    return at;
  }

  @Test
  void joinGivesTheWholeDocument() {
    Peer anna = server.join("anna");
    anna.edit(1, 0, insert(0, "hello"));
    Joined joined = assertInstanceOf(Joined.class, server.join("ben").read().getFirst());

    assertEquals(1, joined.revision());
    assertEquals(1, joined.head());
    assertEquals(Optional.of(insert(0, "hello\n")), joined.content());
    assertEquals("editor", joined.role());
    assertEquals(new ServerMessage.DocumentInfo("minutes", "Minutes"), joined.document());
  }

  @Test
  void resumedReplicaGetsWhatItMissedAsOneDelta() {
    Peer anna = server.join("anna");
    type(anna, 1, 0, 3);
    anna.edit(4, 3, delete(0, 1));

    List<ServerMessage> messages = server.resume("ben", 1).read();

    assertEquals(Optional.empty(), assertInstanceOf(Joined.class, messages.get(0)).content());
    Change change = assertInstanceOf(Change.class, messages.get(1));
    assertEquals(4, follow(1, messages));
    assertEquals(List.of(insert(0, "x")), change.deltas());
  }

  @Test
  void editThatWasCommittedMeanwhileIsAcknowledgedAtItsPlace() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    anna.edit(1, 0, insert(0, "a"));
    ben.edit(1, 0, insert(0, "b"));
    anna.session.closed();
    ben.read();
    ben.edit(2, 2, delete(0, 1));

    List<ServerMessage> messages = server.resume("anna", 0).read();

    assertEquals(new Ack(1, 1), messages.get(1));
    assertEquals(3, follow(0, messages));
    Change change = assertInstanceOf(Change.class, messages.get(2));
    assertEquals(List.of(insert(0, "b"), delete(0, 1)), change.deltas(), "not composed");
  }

  @Test
  void editSentAgainAfterARestartIsNotCommittedAgain() {
    Peer anna = server.join("anna");
    anna.edit(7, 0, insert(0, "x"));
    server.restart();
    Peer again = server.resume("anna", 0);

    assertTrue(again.read().contains(new Ack(7, 1)));
    again.edit(7, 1, insert(0, "x"));
    assertEquals(List.of(new Ack(7, 1)), again.read(), "its ack again");
    assertEquals("x\n", server.text());
  }

  @Test
  void editSentAgainAfterAnUnloadIsNotCommittedAgain() {
    Peer anna = server.join("anna");
    anna.edit(7, 0, insert(0, "x"));
    anna.session.closed();
    server.pass(Limits.defaults().idleUnload().plusSeconds(1));
    assertEquals(1, server.log.open(DOCUMENT).orElseThrow().snapshot().revision().number());

    Peer again = server.resume("anna", 1);
    again.read();
    again.edit(7, 1, insert(0, "x"));
    again.read();
    again.edit(6, 1, insert(0, "older"));
    assertEquals(4400, again.closeCode(), "6 was never committed and never can be");
    assertEquals("x\n", server.text());
  }

  @Test
  void newSessionOfAReplicaWaitsForItsEditOnTheWayAndEndsTheOldOne() {
    Peer old = server.join("anna");
    old.read();
    server.log.hold();
    old.edit(1, 0, insert(0, "x"));
    Peer fresh = server.join("anna");
    assertEquals(List.of(), fresh.read());
    ServerMessage.Error told = assertInstanceOf(ServerMessage.Error.class, old.read().getFirst());
    assertTrue(told.message().contains("another connection has joined as client \"anna\""));
    assertEquals(4429, old.closeCode());

    server.log.release();

    Joined joined = assertInstanceOf(Joined.class, fresh.read().getFirst());
    assertEquals(Optional.of(insert(0, "x\n")), joined.content());
  }

  @Test
  void whoComesBackFromBeforeMemoryIsSentTheLog() {
    Limits small = limits(100_000, 2);
    TestServer forgetful = new TestServer(small, List.of());
    Peer anna = forgetful.join("anna");
    type(anna, 1, 0, 600);

    List<ServerMessage> messages = forgetful.resume("ben", 3).read();

    assertEquals(600, follow(3, messages));
  }

  @Test
  void editOnARevisionBeforeMemoryIsRebasedOverTheLog() {
    TestServer forgetful = new TestServer(limits(100_000, 2), List.of());
    Peer ben = forgetful.join("ben");
    Peer anna = forgetful.join("anna");
    type(anna, 1, 0, 100);

    ben.edit(1, 0, insert(1, "end\n"));

    assertTrue(forgetful.text().endsWith("x\nend\n"));
    assertEquals(101, forgetful.changes().size());
  }

  @Test
  void editOnARevisionBeforeTheResumeIsTransformed() {
    Peer anna = server.join("anna");
    type(anna, 1, 0, 3);
    Peer ben = server.resume("ben", 0);

    ben.edit(1, 0, insert(0, "ben: "));

    assertEquals(0, ben.closeCode());
    assertTrue(server.text().startsWith("ben: "));
  }

  @Test
  void editorFarBehindIsToldToResume() {
    TestServer strict = new TestServer(limits(10, 500), List.of());
    Peer slow = strict.join("slow");
    slow.read();
    type(strict.join("anna"), 1, 0, 11);

    assertEquals(4408, slow.closeCode());
  }

  private static Limits limits(int lagRevisions, int snapshotEvery) {
    Limits usual = Limits.defaults();
    return new Limits(
        usual.frameBytes(),
        20,
        1000,
        3,
        usual.editsPerSecond(),
        usual.editBurst(),
        lagRevisions,
        usual.writeTimeout(),
        usual.joinTimeout(),
        usual.idleUnload(),
        usual.keepDeleted(),
        snapshotEvery);
  }

  @Test
  void limitsAreKept() {
    TestServer strict = new TestServer(limits(10, 500), List.of());
    Peer wordy = strict.join("wordy");
    wordy.edit(1, 0, insert(0, "x".repeat(21)));
    assertEquals(4413, wordy.closeCode());

    List<Peer> three = List.of(strict.join("a"), strict.join("b"), strict.join("c"));
    assertEquals(4429, strict.join("d").closeCode());
    three.forEach(peer -> assertEquals(0, peer.closeCode()));
  }

  @Test
  void joinIsOnceFirstAndWellFormed() {
    Peer twice = server.join("anna");
    twice.say(join("anna", Optional.empty()));
    assertEquals(4400, twice.closeCode());

    Peer early = server.connect();
    early.edit(1, 0, insert(0, "x"));
    assertEquals(4400, early.closeCode());

    Peer nameless = server.connect();
    nameless.say(join("two words", Optional.empty()));
    assertEquals(4400, nameless.closeCode());

    assertEquals(4409, server.resume("ben", 5).closeCode());
  }

  private static ClientMessage join(String client, Optional<Long> revision) {
    return new ClientMessage.Join(client, revision, Optional.empty(), Optional.empty());
  }

  @Test
  void silentConnectionIsClosed() {
    Peer silent = server.connect();
    silent.say(new ClientMessage.Ping());
    assertEquals(List.of(new ServerMessage.Pong()), silent.read());
    server.pass(Limits.defaults().joinTimeout());
    assertEquals(4400, silent.closeCode());
  }

  @Test
  void hangingWriteIsDropped() {
    Peer anna = server.join("anna");
    Peer hanging = server.join("hanging");
    assertInstanceOf(Outbound.Frame.class, hanging.session.poll());

    server.pass(Limits.defaults().writeTimeout().multipliedBy(2));

    assertTrue(hanging.connection.wasAborted());
    assertFalse(anna.connection.wasAborted());
  }

  @Test
  void titleAndRoleAreToldAndTheEndOfTheDocument() {
    Peer anna = server.join("anna");
    anna.read();
    server.server.renamed(server.catalogue.rename(DOCUMENT, "Protocol").orElseThrow());
    server.server.roleChanged(DOCUMENT, "anna", Optional.of(Role.VIEWER));
    server.settle();
    assertEquals(
        List.of(new ServerMessage.Document(Optional.of("Protocol"), Optional.of("viewer"))),
        anna.read());

    server.catalogue.delete(DOCUMENT);
    server.server.deleted(DOCUMENT);
    server.settle();
    assertEquals(4404, anna.closeCode());
    assertEquals(4404, server.join("ben").closeCode());
  }

  @Test
  void rightThatIsTakenAwayEndsTheSession() {
    Peer anna = server.join("anna");
    server.server.roleChanged(DOCUMENT, "anna", Optional.empty());
    assertEquals(4403, anna.closeCode());
  }

  @Test
  void rightsThatChangedAreAskedForAndTakeEffectInPlace() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    Peer carl = server.join("carl");
    List.of(anna, ben, carl).forEach(Peer::read);
    server.roles.put("anna", Role.COMMENTER);
    server.strangers.add("ben");
    server.server.accessChanged(DOCUMENT);
    server.settle();
    assertEquals(
        List.of(new ServerMessage.Document(Optional.empty(), Optional.of("commenter"))),
        anna.read());
    assertEquals(4403, ben.closeCode());
    assertEquals(List.of(), carl.read());

    server.roles.put("anna", Role.OWNER);
    server.strangers.add("carl");
    server.server.accessChanged();
    server.settle();
    assertEquals(
        List.of(new ServerMessage.Document(Optional.empty(), Optional.of("owner"))), anna.read());
    assertEquals(4403, carl.closeCode());
    anna.edit(1, 0, insert(0, "x"));
    assertEquals(List.of(new Ack(1, 1)), anna.read());
  }

  @Test
  void documentThatSomebodyMayNotReadIsNoneForHim() {
    server.strangers.add("eve");
    Peer eve = server.join("eve");
    server.catalogue.delete(DOCUMENT);
    Peer anna = server.join("anna");
    assertEquals(anna.read(), eve.read());
    assertEquals(4404, eve.closeCode());
    assertEquals(4404, anna.closeCode());
  }

  @Test
  void stoppingServerFirstAcknowledgesWhatItAccepted() {
    Peer anna = server.join("anna");
    Peer unjoined = server.connect();
    anna.read();
    server.log.hold();
    anna.edit(1, 0, insert(0, "x"));
    var stopped = server.server.stop();
    assertEquals(List.of(), anna.read());
    server.log.release();

    assertEquals(List.of(new Ack(1, 1)), anna.read());
    assertEquals(1012, anna.closeCode());
    assertEquals(1012, unjoined.closeCode());
    server.pass(Duration.ofSeconds(1));
    assertTrue(stopped.isDone());
    assertEquals(1012, server.join("ben").closeCode());
  }

  @Test
  void contentIsThereAsItIsAndAsItWas() {
    Peer anna = server.join("anna");
    type(anna, 1, 0, 3);
    List<Delta> seen = new ArrayList<>();
    for (long revision = 0; revision <= 3; revision++) {
      var at = Optional.of(new io.scriptorium.plugin.Revision(revision));
      seen.add(server.server.at(DOCUMENT, at).orElseThrow().content().toDelta());
    }
    assertEquals(
        List.of(insert(0, "\n"), insert(0, "x\n"), insert(0, "xx\n"), insert(0, "xxx\n")), seen);
    assertEquals(3, server.server.at(DOCUMENT, Optional.empty()).orElseThrow().revision().number());
  }

  @Test
  void eachPingHasItsPong() {
    Peer anna = server.connect();
    for (int i = 0; i < 1000; i++) {
      anna.say(new ClientMessage.Ping());
    }
    assertEquals(Collections.nCopies(1000, new ServerMessage.Pong()), anna.read());
  }

  @Test
  void editWrittenBeforeTheRightToEditIsRejected() {
    Peer anna = server.join("anna");
    Peer viewer = server.join("viewer");
    type(anna, 1, 0, 2);
    anna.edit(3, 2, delete(0, 1));
    viewer.read();
    server.changeRole("viewer", Role.EDITOR);

    viewer.edit(1, 2, insert(0, "too early"));
    assertEquals("forbidden", rejection(viewer).code());
    viewer.edit(2, 3, insert(0, "v"));
    assertTrue(viewer.read().contains(new Ack(2, 4)));
    assertEquals("vx\n", server.text());
  }

  private static ServerMessage.Reject rejection(Peer peer) {
    return peer.read().stream()
        .filter(ServerMessage.Reject.class::isInstance)
        .map(ServerMessage.Reject.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void roleThatChangesWhileTheAccessIsCheckedIsTheNewOne() {
    server.join("anna");
    server.onceDuringACheck = () -> server.changeRole("ben", Role.VIEWER);
    Peer ben = server.join("ben");

    assertEquals("viewer", assertInstanceOf(Joined.class, ben.read().getFirst()).role());
    ben.edit(1, 0, insert(0, "x"));
    assertEquals("forbidden", rejection(ben).code());
  }

  @Test
  void roleThatChangesWhileAJoinWaitsIsTheNewOne() {
    Peer old = server.join("anna");
    old.read();
    server.log.hold();
    old.edit(1, 0, insert(0, "x"));
    Peer fresh = server.join("anna");
    server.changeRole("anna", Role.VIEWER);
    assertEquals(List.of(), fresh.read());
    server.log.release();

    assertEquals("viewer", assertInstanceOf(Joined.class, fresh.read().getFirst()).role());
    fresh.edit(2, 1, insert(0, "y"));
    assertEquals("forbidden", rejection(fresh).code());
    assertEquals("x\n", server.text());
  }
}
