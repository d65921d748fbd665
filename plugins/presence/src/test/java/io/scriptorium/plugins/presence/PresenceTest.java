package io.scriptorium.plugins.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class PresenceTest {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestServer<Presence> server = TestServer.with(Presence::new);
  private final TestDocument document = server.createDocument("Plan");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whoComesIsToldOfAllAndTheOthersOfHim() {
    TestSession ada = document.join("Ada");
    tick();
    ada.takeReceived();
    TestSession ben = document.join("Ben");
    tick();
    assertEquals(List.of("Ada", "Ben"), names(only(ben)));
    assertEquals(List.of("Ben"), names(only(ada)));
  }

  @Test
  void twoPeopleHaveTwoColours() {
    TestSession ada = document.join("Ada");
    document.join("Ben");
    tick();
    JsonNode people = only(ada).path("people");
    assertNotEquals(people.get(0).path("color"), people.get(1).path("color"));
  }

  @Test
  void aSelectionIsToldOnceAndOnlyWhenItMoved() {
    TestSession ada = document.join("Ada");
    TestSession ben = document.join("Ben");
    ada.type("hello");
    settle(ada, ben);
    ada.send(at(1, 3, document.revision().number()));
    tick();
    JsonNode news = only(ben);
    assertEquals(document.revision().number(), news.path("revision").longValue());
    assertEquals("{\"index\":1,\"length\":3}", selection(news));
    ben.takeReceived();
    ada.send(at(1, 3, document.revision().number()));
    tick();
    assertEquals(List.of(), ben.received());
  }

  @Test
  void howeverOftenSomebodyMovesInATickItIsOneMessage() {
    TestSession ben = document.join("Ben");
    List<TestSession> movers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      movers.add(document.join("Mover " + i));
    }
    ben.type("hello world");
    settle(ben);
    for (int move = 0; move < 5; move++) {
      for (TestSession mover : movers) {
        mover.send(at(move, 1, document.revision().number()));
      }
    }
    tick();
    assertEquals(200, only(ben).path("people").size());
  }

  @Test
  void aPositionOfAnOlderRevisionIsCarriedOverWhatCameSince() {
    TestSession ada = document.join("Ada");
    TestSession ben = document.join("Ben");
    ada.type("hello");
    long before = document.revision().number();
    ben.insert(0, "Oh, ");
    settle(ada, ben);
    ada.send(at(2, 2, before));
    tick();
    assertEquals("{\"index\":6,\"length\":2}", selection(only(ben)));
  }

  @Test
  void aPositionOfARevisionToComeWaitsForIt() {
    TestSession ada = document.join("Ada");
    TestSession ben = document.join("Ben");
    ada.type("hello");
    settle(ada, ben);
    ada.send(at(5, 0, document.revision().number() + 1));
    tick();
    assertEquals(List.of(), ben.received());
    ben.insert(0, "Oh, ");
    tick();
    assertTrue(
        ben.received().stream().anyMatch(body -> body.contains("\"index\":5")),
        () -> "told " + ben.received());
  }

  @Test
  void whoeverEditsIsTypingForAMoment() {
    TestSession ada = document.join("Ada");
    TestSession ben = document.join("Ben");
    settle(ada, ben);
    ada.type("x");
    tick();
    assertTrue(only(ben).path("people").get(0).path("typing").asBoolean(false));
    ben.takeReceived();
    server.advance(Room.TYPING);
    tick();
    assertFalse(only(ben).path("people").get(0).path("typing").asBoolean(false));
  }

  @Test
  void whoLeavesIsGone() {
    TestSession ada = document.join("Ada");
    TestSession ben = document.join("Ben");
    settle(ada, ben);
    ada.leave();
    tick();
    assertEquals("[\"" + ada.view().id() + "\"]", only(ben).path("left").toString());
  }

  @Test
  void whoPromisedSignsOfLifeAndGivesNoneIsGoneUntilTheNext() {
    TestSession ada = document.join("Ada");
    TestSession ben = document.join("Ben");
    settle(ada, ben);
    String sign = "{\"selection\":null,\"revision\":0,\"signs\":true}";
    ada.send(sign);
    server.advance(Room.SILENCE);
    tick();
    assertEquals(1, only(ben).path("left").size());
    ben.takeReceived();
    ada.send(sign);
    tick();
    assertEquals(List.of("Ada"), names(only(ben)));
  }

  @Test
  void nonsenseIsPassedOver() {
    TestSession ada = document.join("Ada");
    settle(ada);
    for (String body :
        List.of(
            "null",
            "[]",
            "{}",
            "{\"revision\":-1}",
            "{\"revision\":1.5,\"selection\":null}",
            "{\"revision\":0,\"selection\":{\"index\":-1,\"length\":0}}",
            "{\"revision\":0,\"selection\":{\"index\":2147483647,\"length\":2147483647}}",
            "{\"revision\":0,\"selection\":\"all\"}")) {
      ada.send(body);
    }
    tick();
    assertEquals(List.of(), ada.received());
  }

  @Test
  void aPositionBeyondTheEndIsAtTheEnd() {
    TestSession ada = document.join("Ada");
    TestSession ben = document.join("Ben");
    settle(ada, ben);
    ada.send(at(1_000_000, 10, 0));
    tick();
    assertEquals("{\"index\":0,\"length\":1}", selection(only(ben)));
  }

  private void tick() {
    server.advance(TICK);
  }

  private void settle(TestSession... sessions) {
    tick();
    server.advance(Room.TYPING);
    tick();
    for (TestSession session : sessions) {
      session.takeReceived();
    }
  }

  private static String at(int index, int length, long revision) {
    return "{\"selection\":{\"index\":%d,\"length\":%d},\"revision\":%d}"
        .formatted(index, length, revision);
  }

  private static JsonNode only(TestSession session) {
    assertEquals(1, session.received().size(), () -> "received " + session.received());
    return JSON.readTree(session.lastReceived());
  }

  private static List<String> names(JsonNode news) {
    List<String> names = new ArrayList<>();
    news.path("people").forEach(person -> names.add(person.path("name").stringValue()));
    return names;
  }

  private static String selection(JsonNode news) {
    return news.path("people").get(0).path("selection").toString();
  }
}
