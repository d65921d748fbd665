package io.scriptorium.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.MisfitException;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state and every close code, with the test as server, network and clock. */
class ConversationTest {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final FakeTransport transport = new FakeTransport();
  private final ManualTimers timers = new ManualTimers();
  private final Heard heard = new Heard();
  private final Conversation conversation =
      new Conversation(
          ClientSettings.of(URI.create("ws://localhost"), "d1").named("Ada").withToken("secret"),
          transport,
          timers,
          new SplittableRandom(1),
          heard);

  /** What the listener was told. */
  private static final class Heard implements ClientListener {
    private final List<ClientStatus> statuses = new ArrayList<>();
    private final List<RefusedEdit> refused = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> other = new ArrayList<>();

    @Override
    public void statusChanged(ClientStatus status) {
      statuses.add(status);
    }

    @Override
    public void joined(RichText content) {
      texts.add(content.text());
    }

    @Override
    public void changed(Delta change, RichText content) {
      texts.add(content.text());
    }

    @Override
    public void refused(RefusedEdit edit) {
      refused.add(edit);
    }

    @Override
    public void titled(String title) {
      other.add(title);
    }

    @Override
    public void plugin(String plugin, String body) {
      other.add(plugin + body);
    }
  }

  private static Delta text(String text) {
    return Delta.of(new Op.Insert(text, Attributes.NONE));
  }

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

  private void goLive(String content) {
    conversation.start();
    transport.line().open();
    transport.line().say(joined(3, 3, Optional.of(text(content))));
    assertEquals(new ClientStatus.Live(), conversation.status());
    transport.line().sent();
  }

  private CompletableFuture<Long> type(String text) {
    return conversation.edit(content -> text(text));
  }

  private String content() {
    return conversation.replica().orElseThrow().content().text();
  }

  @Test
  void joinsWithItsNameAndToken() {
    conversation.start();
    assertEquals(new ClientStatus.Waiting(), conversation.status());
    transport.line().open();
    ClientMessage.Join join =
        assertInstanceOf(ClientMessage.Join.class, transport.line().sent().getFirst());
    assertEquals(Optional.empty(), join.revision());
    assertEquals(Optional.of("Ada"), join.name());
    assertEquals(Optional.of("secret"), join.token());
    assertTrue(join.client().matches("[A-Za-z0-9_-]{1,64}"), join.client());
  }

  @Test
  void savesOneEditAtATime() {
    goLive("\n");
    CompletableFuture<Long> first = type("a");
    CompletableFuture<Long> second = type("b");
    CompletableFuture<Long> third = type("c");
    assertEquals(new ClientStatus.Saving(3), conversation.status());
    assertEquals(List.of(new ClientMessage.Edit(1, 3, text("a"))), transport.line().sent());
    transport.line().say(new ServerMessage.Ack(1, 4));
    assertEquals(4, first.join());
    assertFalse(second.isDone());
    assertEquals(new ClientStatus.Saving(2), conversation.status());
    assertEquals(List.of(new ClientMessage.Edit(2, 4, text("cb"))), transport.line().sent());
    transport.line().say(new ServerMessage.Ack(2, 5));
    assertEquals(5, second.join());
    assertEquals(5, third.join());
    assertEquals(new ClientStatus.Live(), conversation.status());
    assertEquals("cba\n", content());
  }

  @Test
  void ackOfAnEditThatWasNeverSentKeepsNoPromise() {
    goLive("\n");
    CompletableFuture<Long> sent = type("a");
    CompletableFuture<Long> unsent = type("b");
    transport.line().say(new ServerMessage.Ack(2, 3));
    assertFalse(sent.isDone());
    assertFalse(unsent.isDone());
    assertEquals(new ClientStatus.Saving(2), conversation.status());
    transport.line().say(new ServerMessage.Ack(1, 4));
    transport.line().say(new ServerMessage.Ack(1, 4));
    assertEquals(4, sent.join());
    assertFalse(unsent.isDone());
    assertEquals(new ClientStatus.Saving(1), conversation.status());
  }

  @Test
  void takesInOthersEdits() {
    goLive("\n");
    var _ = type("mine ");
    transport.line().say(new ServerMessage.Change(3, 4, List.of(text("theirs")), List.of("s2")));
    assertEquals(List.of("\n", "mine theirs\n"), heard.texts);
  }

  @Test
  void editsWaitForTheDocument() {
    conversation.start();
    CompletableFuture<Long> early = type("early");
    transport.line().open();
    transport.line().say(joined(0, 0, Optional.of(text("\n"))));
    transport.line().say(new ServerMessage.Ack(1, 1));
    assertEquals(1, early.join());
  }

  @Test
  void editThatIsNoneFailsAlone() {
    goLive("\n");
    CompletableFuture<Long> beyond =
        conversation.edit(content -> Delta.of(new Op.Delete(content.length() + 1)));
    assertInstanceOf(
        MisfitException.class, assertThrows(CompletionException.class, beyond::join).getCause());
    assertEquals(3, conversation.edit(content -> Delta.EMPTY).join());
    assertEquals(new ClientStatus.Live(), conversation.status());
  }

  @Test
  void comesBackAndSendsAgain() {
    goLive("\n");
    CompletableFuture<Long> edit = type("a");
    transport.line().sent();
    transport.line().closeWith(Transport.Receiver.ABNORMAL);
    assertEquals(new ClientStatus.Offline(1), conversation.status());
    var _ = type("b");
    assertEquals(new ClientStatus.Offline(2), conversation.status());
    timers.pass(LONGEST_WAIT);
    assertEquals(new ClientStatus.Reconnecting(2), conversation.status());
    assertEquals(2, transport.connections());
    transport.line().open();
    ClientMessage.Join join =
        assertInstanceOf(ClientMessage.Join.class, transport.line().sent().getFirst());
    assertEquals(Optional.of(3L), join.revision());
    transport.line().say(joined(3, 4, Optional.empty()));
    assertEquals(new ClientStatus.Reconnecting(2), conversation.status());
    transport.line().say(new ServerMessage.Change(3, 4, List.of(text("x")), List.of("s2")));
    assertEquals(List.of(new ClientMessage.Edit(1, 4, text("a"))), transport.line().sent());
    transport.line().say(new ServerMessage.Ack(1, 5));
    assertEquals(5, edit.join());
    assertEquals("bax\n", content());
  }

  @Test
  void waitsLongerAfterEachFailure() {
    goLive("\n");
    transport.line().closeWith(Transport.Receiver.ABNORMAL);
    for (int failure = 1; failure <= 4; failure++) {
      Duration wait = Duration.ofMillis(500L << (failure - 1));
      int before = transport.connections();
      timers.pass(wait.dividedBy(2).minusMillis(1));
      assertEquals(before, transport.connections(), "not before half the wait");
      timers.pass(wait.dividedBy(2).plusMillis(1));
      assertEquals(before + 1, transport.connections(), "before all of it");
      transport.line().closeWith(Transport.Receiver.ABNORMAL);
    }
  }

  @Test
  void pingsAndNoticesSilence() {
    goLive("\n");
    timers.pass(Duration.ofSeconds(10));
    assertEquals(List.of(new ClientMessage.Ping()), transport.line().sent());
    transport.line().say(new ServerMessage.Pong());
    timers.pass(Duration.ofSeconds(10));
    assertEquals(new ClientStatus.Live(), conversation.status());
    FakeTransport.Line dead = transport.line();
    timers.pass(Duration.ofSeconds(20));
    assertEquals(new ClientStatus.Offline(0), conversation.status());
    assertTrue(dead.closed());
    dead.say(new ServerMessage.Ack(1, 4));
    assertEquals(3, conversation.replica().orElseThrow().revision(), "a dead line says nothing");
  }

  @Test
  void gapMeansResume() {
    goLive("\n");
    var _ = type("a");
    transport.line().say(new ServerMessage.Change(5, 6, List.of(text("x")), List.of("s2")));
    assertEquals(2, transport.connections());
    transport.line().open();
    ClientMessage.Join join =
        assertInstanceOf(ClientMessage.Join.class, transport.line().sent().getFirst());
    assertEquals(Optional.of(3L), join.revision());
    assertEquals("a\n", content());
  }

  @Test
  void nonsenseEndsTheConnectionAlone() {
    goLive("\n");
    var _ = type("a");
    transport.line().sayRaw("{\"type\":\"whatever\"}");
    assertEquals(new ClientStatus.Offline(1), conversation.status());
  }

  @Test
  void rejectedEditIsHandedBackAndTheDocumentJoinedAfresh() {
    goLive("doc\n");
    CompletableFuture<Long> edit = type("a");
    CompletableFuture<Long> buffered = type("b");
    transport.line().say(new ServerMessage.Reject(1, "locked", "The document is locked."));
    assertEquals(
        new ClientStatus.Refused("locked", "The document is locked."), conversation.status());
    RefusedEdit back = heard.refused.getFirst();
    assertEquals("badoc\n", back.document().apply(back.edit()).text());
    CompletionException failure = assertThrows(CompletionException.class, edit::join);
    EditRefusedException refused = assertInstanceOf(EditRefusedException.class, failure.getCause());
    assertEquals(back, refused.edit());
    assertTrue(buffered.isCompletedExceptionally());

    assertEquals(2, transport.connections());
    transport.line().open();
    ClientMessage.Join join =
        assertInstanceOf(ClientMessage.Join.class, transport.line().sent().getFirst());
    assertEquals(Optional.empty(), join.revision());
    transport.line().say(joined(3, 3, Optional.of(text("doc\n"))));
    assertEquals(new ClientStatus.Live(), conversation.status());
    var _ = type("again");
    assertEquals(List.of(new ClientMessage.Edit(2, 3, text("again"))), transport.line().sent());
  }

  @ParameterizedTest
  @EnumSource
  void everyCloseCodeHasItsAnswer(CloseReason reason) {
    goLive("doc\n");
    CompletableFuture<Long> edit = type("a");
    transport.line().say(new ServerMessage.Error(reason.errorCode(), "In words."));
    transport.line().closeWith(reason.closeCode());
    boolean handedBack = !heard.refused.isEmpty();
    assertEquals(handedBack, edit.isCompletedExceptionally());
    switch (reason) {
      case GOING_DOWN, STORE_UNAVAILABLE, TOO_SLOW, TOO_MANY -> {
        assertFalse(handedBack);
        assertEquals(new ClientStatus.Offline(1), conversation.status());
        assertEquals("adoc\n", content());
      }
      case BAD_MESSAGE, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND -> {
        assertTrue(handedBack);
        assertEquals(
            new ClientStatus.Closed(reason.errorCode(), "In words."), conversation.status());
      }
      case UNKNOWN_REVISION, TOO_LARGE, INVALID_EDIT -> {
        assertTrue(handedBack);
        assertEquals(
            new ClientStatus.Refused(reason.errorCode(), "In words."), conversation.status());
      }
    }
    timers.pass(LONGEST_WAIT);
    boolean over = conversation.status() instanceof ClientStatus.Closed;
    assertEquals(over ? 1 : 2, transport.connections());
  }

  @Test
  void closingHandsBackWhatIsNotSaved() {
    goLive("\n");
    CompletableFuture<Long> edit = type("a");
    conversation.close();
    assertTrue(edit.isCompletedExceptionally());
    assertEquals(
        "a\n", heard.refused.getFirst().document().apply(heard.refused.getFirst().edit()).text());
    assertTrue(transport.line().closed());
    assertInstanceOf(ClientStatus.Closed.class, conversation.status());
    assertTrue(type("late").isCompletedExceptionally());
    timers.pass(LONGEST_WAIT);
    assertEquals(1, transport.connections());
  }

  @Test
  void closedBeforeTheDocumentCameFailsWhatWaited() {
    conversation.start();
    CompletableFuture<Long> early = type("early");
    transport.line().open();
    transport.line().closeWith(CloseReason.NOT_FOUND.closeCode());
    assertTrue(early.isCompletedExceptionally());
  }

  @Test
  void tellsOfTitlesAndPlugins() {
    goLive("\n");
    transport.line().say(new ServerMessage.Document(Optional.of("New"), Optional.empty()));
    transport.line().say(new ServerMessage.Plugin("chat", "{\"a\":1}", Optional.empty()));
    assertEquals(List.of("New", "chat{\"a\":1}"), heard.other);
  }
}
