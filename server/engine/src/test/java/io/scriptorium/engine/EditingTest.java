package io.scriptorium.engine;

import static io.scriptorium.engine.TestServer.delete;
import static io.scriptorium.engine.TestServer.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.ServerMessage.Ack;
import io.scriptorium.protocol.ServerMessage.Change;
import io.scriptorium.protocol.ServerMessage.Joined;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an edit. */
final class EditingTest {
  private final TestServer server = new TestServer();

  private static List<Delta> deltas(List<ServerMessage> messages) {
    return messages.stream()
        .filter(Change.class::isInstance)
        .flatMap(message -> ((Change) message).deltas().stream())
        .toList();
  }

  @Test
  void editIsAcknowledgedToItsAuthorAndShownToTheOthers() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    String session = assertInstanceOf(Joined.class, anna.read().getFirst()).session();
    assertEquals(1, ben.read().size());

    anna.edit(1, 0, insert(0, "hello"));

    assertEquals(List.of(new Ack(1, 1)), anna.read());
    assertEquals(
        List.of(new Change(0, 1, List.of(insert(0, "hello")), List.of(session))), ben.read());
    assertEquals("hello\n", server.text());
  }

  @Test
  void submissionAgainstOldRevisionIsTransformed() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    anna.edit(1, 0, insert(0, "hello"));
    anna.read();
    anna.edit(2, 1, insert(5, " world"));

    ben.edit(1, 0, insert(0, "ben: "));

    assertEquals("ben: hello world\n", server.text());
  }

  @Test
  void latecomerIsRebasedOverOneRevisionAtATime() {
    Peer anna = server.join("anna");
    anna.edit(1, 0, insert(0, "a"));
    Peer ben = server.join("ben");
    ben.edit(1, 1, delete(0, 1));
    ben.read();
    ben.edit(2, 2, insert(0, "B"));

    anna.edit(2, 1, insert(1, "A"));

    // Over Ben's two edits as one, "insert B, delete a", it would be BA.
    assertEquals("AB\n", server.text());
  }

  @Test
  void nothingIsShownOrAcknowledgedBeforeItIsDurable() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    anna.read();
    ben.read();
    server.log.hold();

    anna.edit(1, 0, insert(0, "x"));
    assertEquals(1, server.log.waiting());
    assertEquals(List.of(), anna.read());
    assertEquals(List.of(), ben.read());

    server.log.release();
    assertEquals(List.of(new Ack(1, 1)), anna.read());
    assertEquals(1, ben.read().size());
  }

  @Test
  void nextBatchIsOrderedWhileTheLastIsBeingWritten() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    server.log.hold();
    anna.edit(1, 0, insert(0, "a"));
    ben.edit(1, 0, insert(0, "b"));
    assertEquals(2, server.log.waiting());

    server.log.release();

    assertEquals("ba\n", server.text());
    assertEquals(2, server.changes().size());
  }

  @Test
  void editThatBecomesEmptyKeepsItsRevisionAndAck() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    anna.edit(1, 0, insert(0, "x"));
    anna.read();
    anna.edit(2, 1, delete(0, 1));
    ben.read();
    ben.edit(1, 1, delete(0, 1));

    assertTrue(ben.read().contains(new Ack(1, 3)));
    assertEquals(Delta.EMPTY, server.changes().get(2).delta());
  }

  @Test
  void changesReachAnEditorOneByOneAndAViewerAsOne() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    Peer viewer = server.join("viewer");
    ben.read();
    viewer.read();
    anna.edit(1, 0, insert(0, "a"));
    anna.read();
    anna.edit(2, 1, insert(1, "b"));
    anna.read();
    anna.edit(3, 2, delete(0, 1));
    anna.read();

    assertEquals(List.of(insert(0, "a"), insert(1, "b"), delete(0, 1)), deltas(ben.read()));
    assertEquals(List.of(insert(0, "b")), deltas(viewer.read()));
  }

  @Test
  void frameIsEncodedOnceForAll() {
    Peer anna = server.join("anna");
    List<Peer> others = List.of(server.join("b"), server.join("c"), server.join("d"));
    others.forEach(Peer::read);
    anna.edit(1, 0, insert(0, "x"));
    anna.read();

    others.forEach(other -> assertEquals(1, other.read().size()));
    assertEquals(1, server.encoded.stream().filter(Change.class::isInstance).count());
  }

  @Test
  void viewersEditIsRejected() {
    Peer viewer = server.join("viewer");
    viewer.read();
    viewer.edit(1, 0, insert(0, "x"));

    var reject = assertInstanceOf(ServerMessage.Reject.class, viewer.read().getFirst());
    assertEquals("forbidden", reject.code());
    assertEquals(0, viewer.closeCode());
    assertEquals("\n", server.text());
  }

  @Test
  void pluginSaysNoInItsOwnWords() {
    Plugin quiet = new Reviewer((submission, before) -> Decision.reject("not at night"));
    TestServer reviewed = new TestServer(Limits.defaults(), List.of(quiet));
    Peer anna = reviewed.join("anna");
    anna.read();
    anna.edit(1, 0, insert(0, "x"));

    assertEquals(List.of(new ServerMessage.Reject(1, "plugin", "not at night")), anna.read());
    assertEquals("\n", reviewed.text());
  }

  @Test
  void pluginThatThrowsDoesNotStopAnybody() {
    Plugin broken =
        new Reviewer((submission, before) -> {
          throw new IllegalStateException("broken");
        });
    TestServer reviewed = new TestServer(Limits.defaults(), List.of(broken));
    Peer anna = reviewed.join("anna");
    anna.read();
    anna.edit(1, 0, insert(0, "x"));

    assertEquals(List.of(new Ack(1, 1)), anna.read());
  }

  @Test
  void editThatDoesNotFitClosesItsConnectionAlone() {
    Peer anna = server.join("anna");
    Peer ben = server.join("ben");
    anna.edit(1, 0, delete(0, 1));
    assertEquals(4422, anna.closeCode());
    ben.edit(1, 0, delete(7, 1));
    assertEquals(4422, ben.closeCode());
    assertEquals("\n", server.text());
  }

  @Test
  void twoEditsThatFitAloneButNotTogetherAreNobodysFault() {
    Peer anna = server.join("anna");
    anna.edit(1, 0, insert(0, "a\nb"));
    Peer ben = server.join("ben");
    anna.read();
    ben.read();

    anna.edit(2, 1, insert(3, "x"));
    ben.edit(1, 1, delete(2, 2));

    ServerMessage answer = ben.read().getFirst();
    assertEquals("invalid_edit", assertInstanceOf(ServerMessage.Reject.class, answer).code());
    assertEquals(0, ben.closeCode());
    assertEquals("a\nbx\n", server.text());
  }

  @Test
  void unknownRevisionIsRefused() {
    Peer anna = server.join("anna");
    anna.edit(1, 7, insert(0, "x"));
    assertEquals(4409, anna.closeCode());
  }

  @Test
  void editsSentBeforeTheAckAreTakenOneAfterTheOther() {
    Peer anna = server.join("anna");
    anna.read();
    server.log.hold();
    for (int seq = 1; seq <= 5; seq++) {
      anna.edit(seq, 0, insert(0, "" + seq));
    }
    assertEquals(1, server.log.waiting());

    server.log.release();

    assertEquals(
        List.of(new Ack(1, 1), new Ack(2, 2), new Ack(3, 3), new Ack(4, 4), new Ack(5, 5)),
        anna.read());
    assertEquals("54321\n", server.text());
  }

  @Test
  void floodBeforeTheAckIsTooMany() {
    Peer anna = server.join("anna");
    server.log.hold();
    for (int seq = 1; seq <= Replica.MAX_QUEUED + 2; seq++) {
      anna.edit(seq, 0, insert(0, "x"));
    }
    assertEquals(4429, anna.closeCode());
    server.log.release();
    assertEquals("x\n", server.text());
  }

  /** A plugin that reviews. */
  private record Reviewer(Review review) implements Plugin {
    interface Review {
      Decision of(Submission submission, Snapshot before);
    }

    @Override
    public String name() {
      return "reviewer";
    }

    @Override
    public Decision review(Submission submission, Snapshot before) {
      return review.of(submission, before);
    }
  }
}
