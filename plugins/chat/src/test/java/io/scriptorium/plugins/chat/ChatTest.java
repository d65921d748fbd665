package io.scriptorium.plugins.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.testkit.TestDocument;
import io.scriptorium.plugin.testkit.TestServer;
import io.scriptorium.plugin.testkit.TestSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ChatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestServer<Chat> server = TestServer.with(Chat::new);
  private final TestDocument document = server.createDocument("Plan");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whatIsSaidIsKeptAndToldToAll() {
    TestSession ada = enter("Ada");
    TestSession ben = enter("Ben");
    ada.takeReceived();
    ada.send(post(1, "Hello"));
    JsonNode said = last(ben).path("message");
    assertEquals("Hello", said.path("text").stringValue());
    assertEquals("Ada", said.path("name").stringValue());
    assertEquals(1, said.path("id").intValue());
    assertEquals(List.of("sent", "message"), types(ada.received()));
  }

  @Test
  void viewersReadAlongAndCommentersSaySomething() {
    TestSession eve = document.join("Eve", Role.VIEWER);
    TestSession cyd = document.join("Cyd", Role.COMMENTER);
    eve.send(post(1, "Not taken"));
    eve.send("{\"type\":\"delete\",\"id\":1}");
    assertEquals(2, server.refused().size());
    cyd.send(post(1, "Taken"));
    assertEquals("Taken", last(eve).path("message").path("text").stringValue());
    eve.send("{\"type\":\"page\"}");
    assertEquals(1, last(eve).path("messages").size());
    eve.become(Role.COMMENTER);
    eve.send(post(2, "Taken, too"));
    assertEquals("Taken, too", last(cyd).path("message").path("text").stringValue());
  }

  @Test
  void theSameNumberSentAgainCountsOnceEvenAfterARestart() {
    TestSession ada = enter("Ada");
    ada.send(post(7, "Hello"));
    ada.send(post(7, "Hello"));
    server.restart();
    ada.send(post(7, "Hello"));
    ada.takeReceived();
    ada.send("{\"type\":\"page\"}");
    assertEquals(1, last(ada).path("messages").size());
  }

  @Test
  void onlyItsAuthorChangesOrDeletesAMessage() {
    TestSession ada = enter("Ada");
    TestSession ben = enter("Ben");
    ada.send(post(1, "Hello"));
    ben.send("{\"type\":\"edit\",\"id\":1,\"text\":\"Bye\"}");
    assertEquals("refused", last(ben).path("type").stringValue());
    ben.send("{\"type\":\"delete\",\"id\":1}");
    assertEquals("refused", last(ben).path("type").stringValue());
    ada.send("{\"type\":\"edit\",\"id\":1,\"text\":\"Hello all\"}");
    assertEquals("Hello all", last(ben).path("message").path("text").stringValue());
    assertTrue(last(ben).path("message").has("edited"));
    ada.send("{\"type\":\"delete\",\"id\":1}");
    assertEquals("", last(ben).path("message").path("text").stringValue());
    ada.send("{\"type\":\"edit\",\"id\":1,\"text\":\"Back\"}");
    assertEquals("refused", last(ada).path("type").stringValue());
  }

  @Test
  void nothingOfADeletedMessageStaysInTheStorage() {
    TestSession ada = enter("Ada");
    ada.send(post(1, "a secret"));
    ada.send("{\"type\":\"delete\",\"id\":1}");
    assertTrue(
        server.storage(document).values().stream().noneMatch(value -> value.contains("secret")));
  }

  @Test
  void whoComesBackIsToldAllThatHappenedAfterTheLastEventHeSaw() {
    TestSession ada = enter("Ada");
    TestSession ben = enter("Ben");
    for (int n = 1; n <= 60; n++) {
      ada.send(post(n, "line " + n));
      server.advance(Duration.ofSeconds(2));
    }
    ada.send("{\"type\":\"edit\",\"id\":5,\"text\":\"line five\"}");
    List<Integer> ids = new ArrayList<>();
    long after = 3;
    boolean more = true;
    while (more) {
      ben.send("{\"type\":\"sync\",\"after\":" + after + "}");
      JsonNode synced = last(ben);
      synced.path("messages").forEach(message -> ids.add(message.path("id").intValue()));
      after = synced.path("event").longValue();
      more = synced.path("more").booleanValue();
    }
    List<Integer> expected = new ArrayList<>();
    for (int id = 4; id <= 60; id++) {
      if (id != 5) {
        expected.add(id);
      }
    }
    expected.add(5);
    assertEquals(expected, ids);
  }

  @Test
  void pagesGoBackToTheBeginning() {
    TestSession ada = enter("Ada");
    for (int n = 1; n <= Conversation.PAGE + 10; n++) {
      ada.send(post(n, "line " + n));
      server.advance(Duration.ofSeconds(2));
    }
    ada.send("{\"type\":\"page\"}");
    JsonNode newest = last(ada);
    assertEquals(Conversation.PAGE, newest.path("messages").size());
    assertEquals(11, newest.path("messages").get(0).path("id").intValue());
    assertTrue(newest.path("more").booleanValue());
    ada.send("{\"type\":\"page\",\"before\":11}");
    assertEquals(10, last(ada).path("messages").size());
    assertEquals("false", last(ada).path("more").toString());
  }

  @Test
  void manyMessagesAtOnceAreRefusedInWords() {
    TestSession ada = enter("Ada");
    for (int n = 1; n <= Allowance.BURST + 1; n++) {
      ada.send(post(n, "x"));
    }
    JsonNode refusal = last(ada);
    assertEquals("refused", refusal.path("type").stringValue());
    assertEquals(Allowance.BURST + 1, refusal.path("about").intValue());
    server.advance(Allowance.REFILL);
    ada.send(post(Allowance.BURST + 1, "x"));
    assertEquals("message", last(ada).path("type").stringValue());
  }

  @Test
  void anEmptyOrEndlessMessageIsRefused() {
    TestSession ada = enter("Ada");
    ada.send(post(1, "   "));
    assertEquals("refused", last(ada).path("type").stringValue());
    ada.send(post(2, "x".repeat(Chat.LONGEST + 1)));
    assertEquals("refused", last(ada).path("type").stringValue());
  }

  @Test
  void everybodyIsToldWhoCanBeMentioned() {
    TestSession ada = enter("Ada");
    enter("Ben");
    assertEquals("[\"Ada\",\"Ben\"]", last(ada).path("names").toString());
  }

  @Test
  void nonsenseIsPassedOver() {
    TestSession ada = enter("Ada");
    ada.takeReceived();
    for (String body : List.of("null", "3", "{}", "{\"type\":\"post\"}", "{\"type\":7}")) {
      ada.send(body);
    }
    ada.send("{\"type\":\"post\",\"n\":-1,\"text\":\"x\"}");
    assertEquals(List.of(), ada.received());
  }

  @Test
  void aDocumentsConversationGoesWithIt() {
    TestSession ada = enter("Ada");
    ada.send(post(1, "Hello"));
    document.delete();
    document.purge();
    assertTrue(server.storage(document).isEmpty());
  }

  private TestSession enter(String name) {
    return document.join(name);
  }

  private static String post(long n, String text) {
    return "{\"type\":\"post\",\"sender\":\"s1\",\"n\":" + n + ",\"text\":\"" + text + "\"}";
  }

  private static JsonNode last(TestSession session) {
    return JSON.readTree(session.lastReceived());
  }

  private static List<String> types(List<String> bodies) {
    return bodies.stream().map(body -> JSON.readTree(body).path("type").stringValue()).toList();
  }
}
