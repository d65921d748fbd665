package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every message, close code and error of the protocol, over a real socket, on the application as it
 * was built but for a plugin, an access policy, and limits that a test can reach.
 */
@ArquillianTest
class ProtocolIT {
  private static final int FRAME_BYTES = 100_000;
  private static final int EDIT_CHARS = 3_000;
  private static final int DOCUMENT_CHARS = 5_000;
  private static final int SESSIONS = 5;
  private static final int BURST = 150;
  private static final int LAG = 20;
  private static final String LIMITS =
      """

      scriptorium.origins=https://friend.example
      scriptorium.ping.interval=PT1S
      scriptorium.ping.timeout=PT15S
      scriptorium.limit.frame-bytes=%d
      scriptorium.limit.edit-chars=%d
      scriptorium.limit.document-chars=%d
      scriptorium.limit.sessions-per-document=%d
      scriptorium.limit.edits-per-second=1
      scriptorium.limit.edit-burst=%d
      scriptorium.limit.lag-revisions=%d
      scriptorium.limit.write-timeout=PT60S
      scriptorium.limit.join-timeout=PT5S
      scriptorium.limit.idle-unload=PT0.5S
      """
          .formatted(FRAME_BYTES, EDIT_CHARS, DOCUMENT_CHARS, SESSIONS, BURST, LAG);

  @ArquillianResource private URI base;
  private Rest rest;
  private String id;

  @Deployment(testable = false)
  static WebArchive application() throws Exception {
    return BuiltApplication.war()
        .addClasses(TokenPolicy.class, WordPlugin.class, RoleServlet.class)
        .addAsResource(
            new StringAsset(WordPlugin.class.getName()),
            "META-INF/services/io.scriptorium.plugin.Plugin")
        .addAsResource(
            new StringAsset(BuiltApplication.settings() + LIMITS),
            "META-INF/microprofile-config.properties");
  }

  @BeforeEach
  void makeADocument() {
    rest = new Rest(base);
    id = rest.create("protocol");
  }

  @AfterEach
  void disconnect() {
    rest.close();
  }

  private Wire wire(String... headers) {
    return Wire.to(base, id, headers);
  }

  // The handshake

  @Test
  void subprotocolIsVersionOne() {
    try (var wire = wire()) {
      assertEquals("scriptorium.v1", wire.subprotocol());
    }
  }

  @Test
  void handshakeIsRefusedToStrangePagesAndProtocols() {
    assertAll(
        () -> assertRefused(403, "Origin: https://enemy.example"),
        () -> assertRefused(403, "Origin: null"),
        () -> assertRefused(403, "Origin: http://localhost"),
        () -> assertRefused(400, "Sec-WebSocket-Protocol: scriptorium.v2, other"),
        () -> assertAccepted("Origin: https://friend.example"),
        () -> assertAccepted("Origin: http://" + base.getAuthority()),
        () -> assertAccepted("Sec-WebSocket-Protocol: scriptorium.v2, scriptorium.v1"),
        () -> assertAccepted("X-Nothing: no origin, no protocol"));
  }

  private void assertRefused(int status, String header) throws Exception {
    try (var socket = new RawSocket(base, id, header)) {
      assertEquals(status, socket.status(), header);
    }
  }

  private void assertAccepted(String header) throws Exception {
    try (var socket = new RawSocket(base, id, header)) {
      assertAll(
          () -> assertEquals(101, socket.status(), header),
          () -> assertFalse(socket.head().contains("JSESSIONID"), socket::head));
    }
  }

  @Test
  void pageFromElsewhereMayNotConnect() {
    var refused =
        assertThrows(
            CompletionException.class, () -> wire("Origin", "https://enemy.example").close());
    assertTrue(refused.getCause() instanceof WebSocketHandshakeException, refused::toString);
  }

  // Messages

  @Test
  void joinedCarriesTheDocument() {
    try (var wire = wire()) {
      JsonNode joined = wire.join("a");
      assertAll(
          () -> assertEquals(0, joined.path("revision").longValue(-1)),
          () -> assertEquals(0, joined.path("head").longValue(-1)),
          () -> assertEquals("[{\"insert\":\"\\n\"}]", joined.path("content").toString()),
          () -> assertEquals("editor", joined.path("role").stringValue("")),
          () -> assertEquals(id, joined.path("document").path("id").stringValue("")),
          () -> assertEquals("protocol", joined.path("document").path("title").stringValue("")),
          () -> assertTrue(namesOf(joined.path("plugins")).contains("words")),
          () -> assertFalse(joined.path("session").stringValue("").isEmpty()));
    }
  }

  private static List<String> namesOf(JsonNode plugins) {
    return plugins.values().stream().map(plugin -> plugin.path("name").stringValue("")).toList();
  }

  @Test
  void editIsAcknowledgedToItsAuthorAndShownToOthers() {
    try (var one = wire();
        var two = wire()) {
      String session = one.join("a").path("session").stringValue("");
      two.join("b");
      JsonNode ack = one.edit(7, 0, "[{\"insert\":\"hi\"}]").take("ack");
      JsonNode change = two.take("change");
      assertAll(
          () -> assertEquals("{\"type\":\"ack\",\"seq\":7,\"revision\":1}", ack.toString()),
          () -> assertEquals(0, change.path("from").longValue(-1)),
          () -> assertEquals(1, change.path("revision").longValue(-1)),
          () -> assertEquals("[[{\"insert\":\"hi\"}]]", change.path("deltas").toString()),
          () -> assertEquals("[\"" + session + "\"]", change.path("authors").toString()));
    }
  }

  @Test
  void latecomerGoesFirst() {
    try (var one = wire();
        var two = wire()) {
      one.join("a");
      two.join("b");
      one.edit(1, 0, "[{\"insert\":\"first\"}]").take("ack");
      two.take("change");
      two.edit(1, 0, "[{\"insert\":\"late \"}]").take("ack");
      assertEquals("[[{\"insert\":\"late \"}]]", one.take("change").path("deltas").toString());
    }
    assertEquals("late first\n", rest.text(id));
  }

  @Test
  void pingIsAnsweredAtAnyTime() {
    try (var wire = wire()) {
      wire.send("{\"type\":\"ping\"}").take("pong");
      wire.join("a");
      wire.send("{\"type\":\"ping\",\"unknown\":[1,2]}").take("pong");
      wire.ping("hello");
      wire.send("{\"type\":\"ping\"}").take("pong");
    }
  }

  @Test
  void messageInPartsIsOneMessage() throws Exception {
    try (var wire = wire()) {
      wire.sendParts("{\"type\":", "\"pi", "ng\"}").take("pong");
    }
    try (var raw = new RawSocket(base, id)) {
      byte[] ping = "{\"type\":\"ping\",\"x\":\"é\"}".getBytes(StandardCharsets.UTF_8);
      int middleOfAcute = ping.length - 3;
      raw.sendText(false, Arrays.copyOfRange(ping, 0, middleOfAcute));
      raw.continueText(Arrays.copyOfRange(ping, middleOfAcute, ping.length));
      assertEquals("{\"type\":\"pong\"}", raw.text());
    }
  }

  @Test
  void titleAndRoleChangesAreTold() {
    try (var wire = wire()) {
      wire.join("a");
      rest.json("PATCH", "/api/documents/" + id, "{\"title\":\"Another\"}");
      assertEquals(
          "{\"type\":\"document\",\"title\":\"Another\"}", wire.take("document").toString());
      changeRole("a", "&role=VIEWER");
      assertEquals("{\"type\":\"document\",\"role\":\"viewer\"}", wire.take("document").toString());
      JsonNode reject = wire.edit(1, 0, "[{\"insert\":\"x\"}]").take("reject");
      assertEquals("forbidden", reject.path("code").stringValue(""));
      changeRole("a", "&role=EDITOR");
      assertEquals("{\"type\":\"document\",\"role\":\"editor\"}", wire.take("document").toString());
      changeRole("a", "");
      wire.refused("forbidden", 4403);
    }
  }

  private void changeRole(String author, String role) {
    HttpResponse<String> changed =
        rest.call("POST", "/test/role?document=" + id + "&author=" + author + role, "");
    assertEquals(204, changed.statusCode());
  }

  @Test
  void viewerReadsAndIsRejected() {
    try (var wire = wire();
        var editor = wire()) {
      JsonNode joined =
          wire.send("{\"type\":\"join\",\"client\":\"v\",\"token\":\"reader\"}").take("joined");
      assertEquals("viewer", joined.path("role").stringValue(""));
      JsonNode reject = wire.edit(3, 0, "[{\"insert\":\"x\"}]").take("reject");
      assertEquals(3, reject.path("seq").longValue(-1));
      assertEquals("forbidden", reject.path("code").stringValue(""));
      editor.join("e");
      editor.edit(1, 0, "[{\"insert\":\"x\"}]").take("ack");
      wire.take("change");
    }
  }

  @Test
  void handshakesTokenCountsToo() {
    try (var wire = wire("Authorization", "Bearer reader")) {
      assertEquals("viewer", wire.join("v").path("role").stringValue(""));
    }
  }

  @Test
  void pluginRejectsAnEditAndAnswersMessages() {
    try (var wire = wire()) {
      wire.join("a");
      JsonNode reject = wire.edit(1, 0, "[{\"insert\":\"abracadabra\"}]").take("reject");
      assertAll(
          () -> assertEquals(1, reject.path("seq").longValue(-1)),
          () -> assertEquals("that word stays outside", reject.path("message").stringValue("")));
      JsonNode answer =
          wire.send("{\"type\":\"plugin\",\"plugin\":\"words\",\"body\":{\"n\":[1,null]}}")
              .take("plugin");
      assertAll(
          () -> assertEquals("words", answer.path("plugin").stringValue("")),
          () -> assertEquals("{\"n\":[1,null]}", answer.path("body").toString()));
      wire.send("{\"type\":\"plugin\",\"plugin\":\"nobody\",\"body\":1}");
      assertEquals("unknown_plugin", wire.take("error").path("code").stringValue(""));
      wire.edit(2, 0, "[{\"insert\":\"fine\"}]").take("ack");
    }
  }

  @Test
  void pluginsMessageThatIsNoJsonReachesNobodyAndHurtsNobody() {
    try (var wire = wire()) {
      wire.join("a");
      wire.send("{\"type\":\"plugin\",\"plugin\":\"words\",\"body\":\"send what is no JSON\"}");
      assertEquals("was refused", wire.take("plugin").path("body").stringValue(""));
      wire.edit(1, 0, "[{\"insert\":\"fine\"}]").take("ack");
    }
  }

  // Resuming

  @Test
  void resumeSendsWhatWasMissedWithTheAckAtItsPlace() {
    try (var other = wire()) {
      other.join("other");
      try (var lost = wire()) {
        lost.join("me");
        other.edit(1, 0, "[{\"insert\":\"1\"}]").take("ack");
        lost.take("change");
        lost.edit(9, 1, "[{\"insert\":\"2\"}]").take("ack");
      }
      other.take("change");
      other.edit(2, 2, "[{\"insert\":\"3\"}]").take("ack");
      other.edit(3, 3, "[{\"insert\":\"4\"}]").take("ack");
    }
    try (var back = wire()) {
      JsonNode joined = back.resume("me", 1);
      JsonNode ack = back.take("ack");
      JsonNode change = back.take("change");
      assertAll(
          () -> assertTrue(joined.path("content").isMissingNode(), joined::toString),
          () -> assertEquals(1, joined.path("revision").longValue(-1)),
          () -> assertEquals(4, joined.path("head").longValue(-1)),
          () -> assertEquals("{\"type\":\"ack\",\"seq\":9,\"revision\":2}", ack.toString()),
          () -> assertEquals(2, change.path("from").longValue(-1)),
          () -> assertEquals(4, change.path("revision").longValue(-1)));
    }
  }

  @Test
  void resentEditCountsOnce() {
    try (var wire = wire()) {
      wire.join("me");
      wire.edit(1, 0, "[{\"insert\":\"once\"}]").take("ack");
    }
    try (var wire = wire()) {
      wire.resume("me", 1);
      JsonNode ack = wire.edit(1, 1, "[{\"insert\":\"once\"}]").take("ack");
      assertEquals("{\"type\":\"ack\",\"seq\":1,\"revision\":1}", ack.toString());
    }
    assertEquals("once\n", rest.text(id));
  }

  @Test
  void changesAreComposedForWhoMayNotWriteAndForWhoResumes() {
    try (var writer = wire()) {
      writer.join("writer");
      for (int i = 0; i < 4; i++) {
        String delta = i % 2 == 0 ? "[{\"insert\":\"abc\"}]" : "[{\"delete\":2}]";
        writer.edit(i, i, delta).take("ack");
      }
    }
    try (var resumer = wire();
        var viewer = wire("Authorization", "Bearer reader")) {
      resumer.resume("resumer", 0);
      viewer.resume("viewer", 0);
      for (Wire wire : List.of(resumer, viewer)) {
        JsonNode change = wire.take("change");
        assertEquals(4, change.path("revision").longValue(-1), change::toString);
        assertEquals(1, change.path("deltas").size(), change::toString);
      }
    }
  }

  // Errors and closes

  @Test
  void badMessagesAreRefused() {
    String join = "{\"type\":\"join\",\"client\":\"a\"}";
    for (String bad :
        List.of(
            "",
            "nonsense",
            "[]",
            "7",
            "{}",
            "{\"type\":7}",
            "{\"type\":\"dance\"}",
            "{\"type\":\"join\"}",
            "{\"type\":\"join\",\"client\":\"\"}",
            "{\"type\":\"join\",\"client\":\"a b\"}",
            "{\"type\":\"join\",\"client\":\"a\",\"revision\":-1}",
            "{\"type\":\"join\",\"client\":\"a\",\"revision\":1.5}",
            "{\"type\":\"edit\",\"seq\":1,\"revision\":0,\"delta\":[]}",
            "{\"type\":\"plugin\",\"plugin\":\"words\",\"body\":1}")) {
      try (var wire = wire()) {
        wire.send(bad).refused("bad_message", 4400);
      }
    }
    for (String bad : List.of(join, "{\"type\":\"edit\",\"seq\":1}", "{\"type\":\"plugin\"}")) {
      try (var wire = wire()) {
        wire.join("a");
        wire.send(bad).refused("bad_message", 4400);
      }
    }
    try (var wire = wire()) {
      wire.sendBinary((byte) 1).refused("bad_message", 4400);
    }
  }

  @Test
  void bytesThatAreNotUtf8AreABadMessage() throws Exception {
    try (var raw = new RawSocket(base, id)) {
      raw.sendText(true, new byte[] {'{', (byte) 0xff, '}'});
      assertTrue(raw.text().contains("\"bad_message\""));
      assertEquals(4400, raw.closeCode());
    }
  }

  @Test
  void credentialsAreAskedFor() {
    try (var stranger = wire();
        var banned = wire()) {
      stranger.send("{\"type\":\"join\",\"client\":\"a\",\"token\":\"stranger\"}");
      stranger.refused("unauthenticated", 4401);
      banned.send("{\"type\":\"join\",\"client\":\"a\",\"token\":\"banned\"}");
      banned.refused("forbidden", 4403);
    }
    assertAll(
        () -> assertEquals(401, rest.get(path(), "Authorization", "Bearer stranger").statusCode()),
        () -> assertEquals(403, rest.get(path(), "Authorization", "Bearer banned").statusCode()),
        () -> assertEquals(200, rest.get(path(), "Authorization", "Bearer reader").statusCode()),
        () ->
            assertEquals(
                403,
                rest.call("DELETE", path(), "", "Authorization", "Bearer reader").statusCode()));
  }

  private String path() {
    return "/api/documents/" + id;
  }

  @Test
  void documentThatIsNotThereIsNotFound() {
    try (var wire = Wire.to(base, "nowhere")) {
      wire.send("{\"type\":\"join\",\"client\":\"a\"}").refused("not_found", 4404);
    }
    try (var wire = Wire.to(base, "no%20id")) {
      wire.refused("not_found", 4404);
    }
    try (var wire = wire()) {
      wire.join("a");
      rest.call("DELETE", path(), "");
      wire.refused("not_found", 4404);
    }
  }

  @Test
  void newerConnectionOfAClientEndsTheOlder() {
    try (var older = wire();
        var newer = wire()) {
      older.join("twice");
      newer.join("twice");
      older.refused("too_many", 4429);
      newer.edit(1, 0, "[{\"insert\":\"x\"}]").take("ack");
    }
  }

  @Test
  void revisionBeyondTheHeadIsUnknown() {
    try (var wire = wire()) {
      wire.send("{\"type\":\"join\",\"client\":\"a\",\"revision\":9223372036854775807}");
      wire.refused("unknown_revision", 4409);
    }
    try (var wire = wire()) {
      wire.send("{\"type\":\"join\",\"client\":\"a\",\"revision\":1}");
      wire.refused("unknown_revision", 4409);
    }
    try (var wire = wire()) {
      wire.join("a");
      wire.edit(1, 5, "[{\"insert\":\"x\"}]").refused("unknown_revision", 4409);
    }
  }

  @Test
  void tooLargeFramesEditsAndDocumentsAreRefused() {
    try (var wire = wire()) {
      wire.send("{\"type\":\"ping\",\"x\":\"" + "é".repeat(FRAME_BYTES / 2) + "\"}");
      wire.refused("too_large", 4413);
    }
    try (var wire = wire()) {
      wire.join("a");
      wire.edit(1, 0, insert(EDIT_CHARS + 1)).refused("too_large", 4413);
    }
    try (var wire = wire()) {
      wire.join("a");
      wire.edit(1, 0, insert(EDIT_CHARS)).take("ack");
      wire.edit(2, 1, insert(EDIT_CHARS)).refused("too_large", 4413);
    }
    assertEquals(EDIT_CHARS + 1, rest.text(id).length());
  }

  private static String insert(int chars) {
    return "[{\"insert\":\"" + "x".repeat(chars) + "\"}]";
  }

  @Test
  void frameThatIsMuchTooLargeIsNotEvenRead() throws Exception {
    try (var raw = new RawSocket(base, id)) {
      raw.announceText(FRAME_BYTES * 5L);
      assertEquals(1009, raw.closeCode());
    }
  }

  @Test
  void editsThatDoNotFitAreInvalid() {
    for (String bad :
        List.of(
            "7",
            "[7]",
            "[{}]",
            "[{\"insert\":\"\"}]",
            "[{\"insert\":7}]",
            "[{\"retain\":0}]",
            "[{\"retain\":-1}]",
            "[{\"retain\":1.5}]",
            "[{\"delete\":1,\"insert\":\"a\"}]",
            "[{\"retain\":1,\"attributes\":{}},{\"delete\":1,\"attributes\":{\"bold\":true}}]",
            "[{\"insert\":{\"image\":\"a\",\"video\":\"b\"}}]",
            "[{\"retain\":2}]",
            "[{\"delete\":1}]",
            "[{\"retain\":1},{\"insert\":\"x\"}]",
            "[{\"insert\":\"\\ud83d\"}]")) {
      try (var wire = wire()) {
        wire.join("a");
        wire.edit(1, 0, bad).refused("invalid_edit", 4422);
      }
    }
    assertEquals("\n", rest.text(id));
  }

  @Test
  void tooManySessionsAndEditsAreRefused() {
    List<Wire> full = IntStream.range(0, SESSIONS).mapToObj(i -> wire()).toList();
    try (var late = wire()) {
      IntStream.range(0, SESSIONS).forEach(i -> full.get(i).join("c" + i));
      late.send("{\"type\":\"join\",\"client\":\"late\"}").refused("too_many", 4429);
      Wire eager = full.getFirst();
      assertEquals(4429, writeUntilClosed(eager));
    } finally {
      full.forEach(Wire::close);
    }
  }

  private static int writeUntilClosed(Wire eager) {
    for (int i = 0; i < 10 * BURST; i++) {
      eager.edit(i, i, "[{\"retain\":1,\"attributes\":{\"n\":" + i + "}}]");
      if (eager.next() instanceof Wire.Event.Text(var json) && json.contains("\"error\"")) {
        return eager.closed();
      }
    }
    throw new AssertionError("ten times as many edits as allowed were taken");
  }

  @Test
  void silentConnectionIsToldToJoin() {
    try (var wire = wire()) {
      wire.refused("bad_message", 4400);
    }
  }

  @Test
  void editorWhoDoesNotReadIsTooSlow() {
    try (var deaf = Wire.deafTo(base, id);
        var writer = wire()) {
      deaf.send("{\"type\":\"join\",\"client\":\"deaf\"}");
      writer.join("writer");
      for (int i = 0; i < 100 + LAG; i++) {
        String value = String.valueOf((char) ('a' + i % 2)).repeat(FRAME_BYTES - 200);
        writer.edit(i, i, "[{\"retain\":1,\"attributes\":{\"x\":\"" + value + "\"}}]").take("ack");
      }
      deaf.read();
      assertEquals(4408, deaf.closed());
    }
  }

  @Test
  void connectionThatAnswersNoPingIsDropped() throws Exception {
    try (var raw = new RawSocket(base, id)) {
      raw.sendText(
          true, "{\"type\":\"join\",\"client\":\"mute\"}".getBytes(StandardCharsets.UTF_8));
      assertTrue(raw.text().contains("\"joined\""));
      assertTrue(raw.endsWithin(60), "the server still holds the connection");
    }
  }

  @Test
  void oneBadClientDoesNotDisturbAnother() {
    try (var good = wire();
        var bad = wire()) {
      good.join("good");
      bad.join("bad");
      good.edit(1, 0, "[{\"insert\":\"kept\"}]").take("ack");
      bad.take("change");
      bad.send("{").refused("bad_message", 4400);
      good.edit(2, 1, "[{\"insert\":\"also \"}]").take("ack");
    }
    assertEquals("also kept\n", rest.text(id));
  }
}
