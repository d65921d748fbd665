package io.scriptorium.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RandomDeltas;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageJsonTest {
  private static final long SEED = RandomDeltas.seed("MessageJsonTest");
  private final RandomDeltas random = new RandomDeltas(SEED);

  @Test
  void clientMessagesRoundTrip() {
    for (int i = 0; i < 2_000; i++) {
      var message = clientMessage();
      var json = ClientMessageJson.encode(message);
      assertEquals(message, ClientMessageJson.decode(overUtf8(json)), () -> SEED + " " + json);
    }
  }

  @Test
  void serverMessagesRoundTrip() {
    for (int i = 0; i < 2_000; i++) {
      var message = serverMessage();
      var json = ServerMessageJson.encode(message);
      assertEquals(message, ServerMessageJson.decode(overUtf8(json)), () -> SEED + " " + json);
    }
  }

  private static String overUtf8(String json) {
    return new String(json.getBytes(UTF_8), UTF_8);
  }

  private ClientMessage clientMessage() {
    return switch (random.random().nextInt(4)) {
      case 0 ->
          new ClientMessage.Join(
              "a-_Z9", perhaps(this::number), perhaps(this::text), perhaps(this::text));
      case 1 -> new ClientMessage.Edit(number(), number(), random.rawChange(20));
      case 2 -> new ClientMessage.Plugin(text(), body());
      default -> new ClientMessage.Ping();
    };
  }

  private ServerMessage serverMessage() {
    return switch (random.random().nextInt(8)) {
      case 0 ->
          new ServerMessage.Joined(
              text(),
              number(),
              number(),
              perhaps(random::document),
              text(),
              new ServerMessage.DocumentInfo(text(), text()),
              some(() -> new ServerMessage.PluginInfo(text(), perhaps(this::text))));
      case 1 ->
          new ServerMessage.Change(
              number(), number(), some(() -> random.rawChange(20)), some(this::text));
      case 2 -> new ServerMessage.Ack(number(), number());
      case 3 -> new ServerMessage.Reject(number(), text(), text());
      case 4 -> new ServerMessage.Plugin(text(), body(), perhaps(this::text));
      case 5 -> new ServerMessage.Document(perhaps(this::text), perhaps(this::text));
      case 6 -> new ServerMessage.Pong();
      default -> new ServerMessage.Error(text(), text());
    };
  }

  private <T> Optional<T> perhaps(Supplier<T> value) {
    return random.random().nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> some(Supplier<T> value) {
    return IntStream.range(0, random.random().nextInt(4)).mapToObj(_ -> value.get()).toList();
  }

  private long number() {
    return random.random().nextBoolean()
        ? random.random().nextInt(9)
        : random.random().nextLong(9_007_199_254_740_992L);
  }

  private String text() {
    return random.text(random.random().nextInt(4));
  }

  private String body() {
    var bodies = List.of("null", "true", "-1.5e3", "\"}\\\"\"", "[]", "{\"a\" : [{}, \"]\" ] }");
    return bodies.get(random.random().nextInt(bodies.size()));
  }

  @Test
  void membersComeInAnyOrder() {
    assertEquals(
        new ClientMessage.Edit(7, 3, Delta.of(new Op.Insert("x", Attributes.NONE))),
        ClientMessageJson.decode(
            "{\"delta\":[{\"insert\":\"x\"}],\"revision\":3,\"seq\":7,\"type\":\"edit\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"type":"ping","revision":"x","delta":[{"retain":[[{}]]}],"body":[[1],{"a":2}]}
          {"body":"x","name":{"client":[]},"type":"ping","seq":-1}
          """)
  void ignoresWhatAMessageDoesNotHave(String json) {
    assertEquals(new ClientMessage.Ping(), ClientMessageJson.decode(json));
  }

  @Test
  void revisionThatNoDocumentReachesIsARevision() {
    assertEquals(
        new ClientMessage.Join(
            "c", Optional.of(Long.MAX_VALUE), Optional.empty(), Optional.empty()),
        ClientMessageJson.decode(
            "{\"type\":\"join\",\"client\":\"c\",\"revision\":9223372036854775807}"));
  }

  @Test
  void anOptionalMemberMayBeNull() {
    assertEquals(
        new ClientMessage.Join("c", Optional.empty(), Optional.empty(), Optional.empty()),
        ClientMessageJson.decode(
            "{\"type\":\"join\",\"client\":\"c\",\"revision\":null,\"name\":null}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          nonsense | a message must be JSON, it breaks at line 1, column 1
          {"type":"ping" | a message must be JSON, it breaks at line 1, column 15
          {"type":"ping"} {} | a message must be one JSON object, got more behind it
          [{"type":"ping"}] | a message must be a JSON object, got an array
          "ping" | a message must be a JSON object, got a string
          {} | a message must have type: a string, got none
          {"type":5} | a message must have type: a string, got 5
          {"type":"pong"} | a message must be of type join, edit, plugin or ping, got "pong"
          {"type":"ping","type":"ping"} | a message must have each member once, got two type
          {"type":"join"} | a join must have client: a string, got none
          {"type":"join","client":null} | a join must have client: a string, got null
          {"type":"join","client":""} | a join must have client: 1 to 64 of A-Z a-z 0-9 _ -, got ""
          {"type":"join","client":"a.b"} | a join must have client: 1 to 64 of A-Z a-z 0-9 _ -, got "a.b"
          {"type":"join","client":"c","revision":-1} | a join must have revision: a whole number from 0 to 9007199254740991, got -1
          {"type":"join","client":"c","revision":"4"} | a join must have revision: a whole number from 0 to 9007199254740991, got a string
          {"type":"join","client":"c","name":7} | a join must have name: a string, got 7
          {"type":"join","client":"c","token":{}} | a join must have token: a string, got an object
          {"type":"edit","revision":0,"delta":[]} | an edit must have seq: a whole number from 0 to 9007199254740991, got none
          {"type":"edit","seq":1.5,"revision":0,"delta":[]} | an edit must have seq: a whole number from 0 to 9007199254740991, got 1.5
          {"type":"edit","seq":9007199254740992,"revision":0,"delta":[]} | an edit must have seq: a whole number from 0 to 9007199254740991, got 9007199254740992
          {"type":"edit","seq":1,"revision":true,"delta":[]} | an edit must have revision: a whole number from 0 to 9007199254740991, got true
          {"type":"edit","seq":1,"revision":0} | an edit must have delta: a delta, got none
          {"type":"edit","seq":-1,"revision":0,"delta":[{"retain":0}]} | an edit must have seq: a whole number from 0 to 9007199254740991, got -1
          {"type":"plugin","plugin":"chat"} | a plugin message must have body: any JSON, got none
          {"type":"plugin","body":1} | a plugin message must have plugin: a string, got none
          """)
  void refusesWhatIsNoMessage(String json, String message) {
    assertEquals(
        message,
        assertThrows(BadMessageException.class, () -> ClientMessageJson.decode(json)).getMessage());
  }

  @Test
  void refusesAnEmptyFrameAndOneThatNestsTooDeeply() {
    assertThrows(BadMessageException.class, () -> ClientMessageJson.decode(""));
    assertThrows(
        BadMessageException.class, () -> ClientMessageJson.decode("{\"x\":" + "[".repeat(100_000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          [{"retain":0}] | op 0: retain must be a whole number from 1 to 2147483647, got 0
          {"ops":[{"insert":{"a":[[{}]]},"attributes":5}],"x":[{}]} | op 0: attributes must be an object, got 5
          "text" | a delta must be an array of ops, got a string
          """)
  void tellsAMalformedDeltaFromABadMessage(String delta, String message) {
    var json = "{\"type\":\"edit\",\"delta\":" + delta + ",\"seq\":1,\"revision\":0,\"z\":[]}";
    assertEquals(
        message,
        assertThrows(MalformedDeltaException.class, () -> ClientMessageJson.decode(json))
            .getMessage());
  }

  @Test
  void refusesToSendABodyThatIsNotJson() {
    for (var body : List.of("", "{", "1 2", "{\"a\":1}}")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ServerMessageJson.encode(new ServerMessage.Plugin("p", body, Optional.empty())),
          body);
    }
  }

  @Test
  void framesAreThoseOfTheProtocol() {
    assertEquals(
        "{\"type\":\"change\",\"from\":1,\"revision\":3,\"deltas\":[[{\"delete\":1}],[{\"insert\":\"x\"}]],"
            + "\"authors\":[\"s1\"]}",
        ServerMessageJson.encode(
            new ServerMessage.Change(
                1,
                3,
                List.of(Delta.of(new Op.Delete(1)), Delta.of(new Op.Insert("x", Attributes.NONE))),
                List.of("s1"))));
    assertEquals(
        "{\"type\":\"joined\",\"session\":\"s\",\"revision\":0,\"head\":0,\"content\":[{\"insert\":\"\\n\"}],"
            + "\"role\":\"editor\",\"document\":{\"id\":\"d\",\"title\":\"T\"},"
            + "\"plugins\":[{\"name\":\"chat\",\"module\":\"/chat.js\"},{\"name\":\"x\"}]}",
        ServerMessageJson.encode(
            new ServerMessage.Joined(
                "s",
                0,
                0,
                Optional.of(Delta.of(new Op.Insert("\n", Attributes.NONE))),
                "editor",
                new ServerMessage.DocumentInfo("d", "T"),
                List.of(
                    new ServerMessage.PluginInfo("chat", Optional.of("/chat.js")),
                    new ServerMessage.PluginInfo("x", Optional.empty())))));
    assertEquals("{\"type\":\"pong\"}", ServerMessageJson.encode(new ServerMessage.Pong()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"type":"edit"} | unknown type of message: "edit"
          {"type":"ack","seq":1} | an ack must have revision: a whole number from 0 to 9007199254740991, got none
          {"type":"change","from":1,"revision":2,"deltas":[],"authors":[4]} | expected a string, got 4
          {"type":"change","from":1,"revision":2,"deltas":{},"authors":[]} | a change must have deltas: an array, got an object
          {"type":"joined","session":"s","revision":0,"head":0,"role":"r","document":{"id":"d"},"plugins":[]} | a joined's document must have title: a string, got none
          {"type":"joined","session":"s","revision":0,"head":0,"role":"r","document":{"id":"d","title":""},"plugins":[1]} | a joined's plugins must be objects, got 1
          """)
  void clientRefusesWhatIsNoMessageOfTheServer(String json, String message) {
    assertEquals(
        message,
        assertThrows(BadMessageException.class, () -> ServerMessageJson.decode(json)).getMessage());
  }

  @ParameterizedTest
  @MethodSource("passingALimit")
  void saysWhichLimitsJsonHas(String value) {
    assertEquals(
        "a message must be JSON, at most 500 levels deep, with numbers of at most 1000 characters"
            + " and names of at most 50000; this one passes a limit",
        assertThrows(
                BadMessageException.class,
                () -> ClientMessageJson.decode("{\"type\":\"ping\",\"x\":" + value + "}"))
            .getMessage());
  }

  static Stream<String> passingALimit() {
    return Stream.of(
        "[".repeat(501) + "]".repeat(501), "1".repeat(1001), "{\"" + "n".repeat(50_001) + "\":1}");
  }
}
