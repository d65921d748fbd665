package io.scriptorium.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.client.SyncState.AwaitingAck;
import io.scriptorium.client.SyncState.AwaitingAckWithBuffer;
import io.scriptorium.client.SyncState.Synchronized;
import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.MisfitException;
import io.scriptorium.delta.Op;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicaTest {
  private static ServerMessage.Joined joined(long revision, long head, Optional<Delta> content) {
    return new ServerMessage.Joined(
        "s1",
        revision,
        head,
        content,
        "editor",
        new ServerMessage.DocumentInfo("d1", "Title"),
        List.of());
  }

  private static Replica fresh(String text) {
    return Replica.of(joined(5, 5, Optional.of(Delta.of(new Op.Insert(text, Attributes.NONE)))));
  }

  private static Delta insert(int position, String text) {
    Op insert = new Op.Insert(text, Attributes.NONE);
    return position == 0
        ? Delta.of(insert)
        : Delta.of(new Op.Retain(position, Attributes.NONE), insert);
  }

  private static ServerMessage.Change change(long from, Delta... deltas) {
    return new ServerMessage.Change(from, from + deltas.length, List.of(deltas), List.of("s2"));
  }

  private static Replica taken(Reception reception) {
    return assertInstanceOf(Reception.Taken.class, reception).replica();
  }

  private static Replica sent(Replica replica) {
    assertTrue(replica.toSend().isPresent());
    return replica.sent();
  }

  private static Replica acknowledged(Replica replica, long seq) {
    return taken(replica.acknowledged(new ServerMessage.Ack(seq, replica.revision() + 1)));
  }

  @Test
  void walksThroughTheThreeStates() {
    Replica start = fresh("ab\n");
    assertInstanceOf(Synchronized.class, start.state());
    assertTrue(start.toSend().isEmpty());

    Replica first = start.edited(insert(0, "1"));
    assertInstanceOf(AwaitingAck.class, first.state());
    assertEquals(Optional.of(new ClientMessage.Edit(1, 5, insert(0, "1"))), first.toSend());

    Replica buffered = sent(first).edited(insert(1, "2")).edited(insert(2, "3"));
    assertInstanceOf(AwaitingAckWithBuffer.class, buffered.state());
    assertTrue(buffered.toSend().isEmpty());
    assertEquals("123ab\n", buffered.content().text());
    assertEquals("ab\n", buffered.document().text());

    Replica next = acknowledged(buffered, 1);
    assertInstanceOf(AwaitingAck.class, next.state());
    assertEquals("1ab\n", next.document().text());
    assertEquals(Optional.of(new ClientMessage.Edit(2, 6, insert(1, "23"))), next.toSend());

    Replica done = acknowledged(sent(next), 2);
    assertInstanceOf(Synchronized.class, done.state());
    assertEquals(7, done.revision());
    assertEquals("123ab\n", done.document().text());
  }

  @Test
  void latecomerGoesFirst() {
    Replica replica = sent(fresh("\n").edited(insert(0, "mine"))).edited(insert(4, "!"));
    Reception.Taken taken =
        assertInstanceOf(Reception.Taken.class, replica.changed(change(5, insert(0, "theirs"))));
    assertEquals("mine!theirs\n", taken.replica().content().text());
    assertEquals(List.of(insert(5, "theirs")), taken.shown());
  }

  @Test
  void resumesAndSendsAgainUnderTheSameNumber() {
    Replica lost = sent(fresh("ab\n").edited(insert(2, "c"))).disconnected();
    assertTrue(lost.toSend().isEmpty());
    Replica resumed = taken(lost.resumed(joined(5, 6, Optional.empty())));
    assertTrue(resumed.toSend().isEmpty(), "not before everything up to the head is here");
    Replica caughtUp = taken(resumed.changed(change(5, insert(0, "x"))));
    assertEquals(Optional.of(new ClientMessage.Edit(1, 6, insert(3, "c"))), caughtUp.toSend());
  }

  @Test
  void resumesWithItsEditAmongWhatItMissed() {
    Replica lost = sent(fresh("ab\n").edited(insert(2, "c"))).disconnected();
    Replica resumed = taken(lost.resumed(joined(5, 7, Optional.empty())));
    Replica own = acknowledged(taken(resumed.changed(change(5, insert(0, "x")))), 1);
    assertInstanceOf(Synchronized.class, own.state());
    assertEquals("xabc\n", own.document().text());
  }

  @Test
  void gapLeavesTheReplicaAsItWas() {
    Replica replica = fresh("ab\n");
    assertInstanceOf(Reception.Gap.class, replica.changed(change(6, insert(0, "x"))));
    assertInstanceOf(Reception.Gap.class, replica.changed(change(4, insert(0, "x"))));
    assertInstanceOf(
        Reception.Gap.class, replica.disconnected().resumed(joined(4, 9, Optional.empty())));
    Replica waiting = sent(replica.edited(insert(0, "y")));
    assertInstanceOf(Reception.Gap.class, waiting.acknowledged(new ServerMessage.Ack(1, 9)));
  }

  @Test
  void acknowledgementOfSomethingElseIsAClash() {
    Replica replica = fresh("ab\n");
    assertInstanceOf(Reception.Clash.class, replica.acknowledged(new ServerMessage.Ack(1, 6)));
    Replica unsent = replica.edited(insert(0, "y"));
    assertInstanceOf(Reception.Clash.class, unsent.acknowledged(new ServerMessage.Ack(1, 6)));
    assertSame(replica, taken(replica.acknowledged(new ServerMessage.Ack(1, 5))));
  }

  @Test
  void changeThatDoesNotFitIsAClash() {
    Replica replica = fresh("ab\n");
    Delta beyond = Delta.of(new Op.Delete(9));
    assertInstanceOf(Reception.Clash.class, replica.changed(change(5, beyond)));
  }

  @Test
  void editsThatTogetherLeaveNoNewlineAreAClash() {
    Replica mine = fresh("a\n\n").edited(Delta.of(keep(1), new Op.Delete(1)));
    Delta theirs = Delta.of(keep(2), new Op.Delete(1));
    assertInstanceOf(Reception.Clash.class, sent(mine).changed(change(5, theirs)));
  }

  private static Op keep(int length) {
    return new Op.Retain(length, Attributes.NONE);
  }

  @Test
  void editMustFitTheContent() {
    Replica replica = fresh("ab\n");
    assertThrows(MisfitException.class, () -> replica.edited(insert(9, "x")));
    assertSame(replica, replica.edited(Delta.EMPTY));
  }

  @Test
  void freshCopyGoesOnCounting() {
    Delta content = Delta.of(new Op.Insert("\n", Attributes.NONE));
    Replica again = Replica.of(joined(0, 0, Optional.of(content)), 7).edited(insert(0, "x"));
    assertEquals(8, again.toSend().orElseThrow().seq());
    assertThrows(IllegalArgumentException.class, () -> Replica.of(joined(0, 0, Optional.empty())));
  }
}
