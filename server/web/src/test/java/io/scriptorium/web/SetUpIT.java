package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The first minutes of a server that nobody has configured, and what they decide for good. */
class SetUpIT {
  private static final String ACCOUNT =
      "{\"name\":\"root\",\"password\":\"" + Person.PASSWORD + "\"}";

  @Test
  void undecidedServerIsSetUpOnceAndStaysSo(@TempDir Path folder) {
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"));
        Rest rest = new Rest(server.base())) {
      assertEquals("local undecided", standing(rest));
      assertTrue(state(rest).path("here").booleanValue(false));
      String before = rest.create("Before anything was chosen");
      worksForPrograms(server, before);
      refusesStrangers(rest);

      assertEquals(200, chooseLocal(rest));
      assertEquals("local chosen", standing(rest));
      server.stop();
      server.restart();
      assertEquals("local chosen", standing(rest));

      Person root = chooseAccounts(server, rest, before);
      assertEquals(409, chooseLocal(rest));
      assertEquals(409, rest.json("POST", "/api/setup", ACCOUNT).statusCode());
      assertEquals(200, root.get("/api/documents/" + before).statusCode());
      assertEquals(401, rest.get("/api/documents/" + before).statusCode());
      server.stop();

      server.restart(Map.of("SCRIPTORIUM_ACCESS", "local"));
      assertEquals("local configuration", standing(rest));
      assertEquals(409, rest.json("POST", "/api/setup", ACCOUNT).statusCode());
      String between = rest.create("While nobody was asked who they are");
      server.stop();

      server.restart();
      assertEquals("accounts chosen", standing(rest));
      assertEquals(200, root.get("/api/documents/" + before).statusCode());
      awaitStatus(200, root, "/api/documents/" + between);
      listTellsNothingOfWhatOneMayNotRead(root);
    }
  }

  private static JsonNode state(Rest rest) {
    return Rest.parse(rest.get("/api/setup"));
  }

  private static String standing(Rest rest) {
    JsonNode state = state(rest);
    return state.path("access").stringValue("") + " " + state.path("choice").stringValue("");
  }

  private static int chooseLocal(Rest rest) {
    return rest.json("PUT", "/api/setup/access", "{\"access\":\"local\"}").statusCode();
  }

  private static void worksForPrograms(ServerProcess server, String document) {
    try (Wire wire = Wire.to(server.base(), document)) {
      assertEquals("editor", wire.join("program").path("role").stringValue(""));
      wire.edit(1, 0, "[{\"insert\":\"x\"}]").take("ack");
    }
  }

  private static void refusesStrangers(Rest rest) {
    String forwarded = "X-Forwarded-For";
    assertAll(
        () ->
            assertEquals(
                403,
                rest.call(
                        "POST", "/api/setup", ACCOUNT, "Content-Type", Rest.JSON, forwarded, "::1")
                    .statusCode()),
        () ->
            assertEquals(
                403,
                rest.call(
                        "PUT",
                        "/api/setup/access",
                        "{\"access\":\"local\"}",
                        "Content-Type",
                        Rest.JSON,
                        forwarded,
                        "::1")
                    .statusCode()),
        () ->
            assertFalse(
                Rest.parse(rest.get("/api/setup", forwarded, "::1"))
                    .path("here")
                    .booleanValue(true)),
        () ->
            assertEquals(
                400, rest.json("PUT", "/api/setup/access", "{\"access\":\"open\"}").statusCode()),
        () -> assertEquals("local undecided", standing(rest)));
  }

  /** The first administrator is made while somebody has a document open who is not signed in. */
  private static Person chooseAccounts(ServerProcess server, Rest rest, String document) {
    try (Wire wire = Wire.to(server.base(), document)) {
      wire.join("somebody");
      Person root = Person.administrator(server.base(), rest);
      assertEquals("accounts chosen", standing(rest));
      wire.refused("unauthenticated", 4401);
      assertEquals(root.id(), Rest.parse(root.get("/api/setup")).at("/account/id").stringValue(""));
      anotherPersonsCookieSendsNothing(root, document);
      return root;
    }
  }

  private static void anotherPersonsCookieSendsNothing(Person root, String document) {
    try (Wire meant = root.wire(document + "?account=" + root.id());
        Wire another = root.wire(document + "?account=somebody-else");
        Wire nobody = root.wire(document + "?account=")) {
      assertEquals("owner", meant.join("m").path("role").stringValue(""));
      another.send("{\"type\":\"join\",\"client\":\"a\"}").refused("unauthenticated", 4401);
      nobody.send("{\"type\":\"join\",\"client\":\"n\"}").refused("unauthenticated", 4401);
    }
  }

  private static void awaitStatus(int status, Person who, String path) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (who.get(path).statusCode() != status) {
      assertTrue(System.nanoTime() < deadline, () -> path + " does not become " + status);
      Thread.onSpinWait();
    }
  }

  /** Ben may read every third document: his pages are full, and end where his documents do. */
  private static void listTellsNothingOfWhatOneMayNotRead(Person root) {
    String token =
        Rest.parse(
                root.call(
                    "POST", "/api/admin/accounts", "{\"administrator\":false,\"name\":\"ben\"}"))
            .path("token")
            .stringValue("");
    Person ben =
        root.as(
            root.call(
                "POST",
                "/api/account/reset",
                "{\"token\":\"" + token + "\",\"password\":\"" + Person.PASSWORD + "\"}"));
    IntStream.range(0, 9)
        .forEach(i -> {
          String id = root.create("Of nine, " + i);
          if (i % 3 == 1) {
            root.give(id, "people/" + ben.id(), "viewer");
          }
        });
    JsonNode first = Rest.parse(ben.get("/api/documents?limit=2"));
    String next = first.path("next").stringValue("");
    JsonNode second = Rest.parse(ben.get("/api/documents?limit=2&cursor=" + next));
    assertEquals("Of nine, 7|Of nine, 4", titles(first));
    assertEquals("Of nine, 1", titles(second));
    assertTrue(second.path("next").isMissingNode(), second::toString);
  }

  private static String titles(JsonNode page) {
    return page.path("documents").values().stream()
        .map(document -> document.path("title").stringValue(""))
        .collect(Collectors.joining("|"));
  }
}
