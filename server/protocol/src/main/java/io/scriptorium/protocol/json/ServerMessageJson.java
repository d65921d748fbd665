package io.scriptorium.protocol.json;

import io.scriptorium.delta.Delta;
import io.scriptorium.protocol.ServerMessage;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * The JSON of what the server says: one object a frame, with a {@code type}. Safe for use by any
 * thread.
 */
public final class ServerMessageJson {
  private ServerMessageJson() {}

  /**
   * The frame of a message.
   *
   * @throws IllegalArgumentException if a plugin's body is not JSON
   */
  public static String encode(ServerMessage message) {
    return Json.write(generator -> {
      generator.writeStartObject();
      encode(message, generator);
      generator.writeEndObject();
    });
  }

  private static void encode(ServerMessage message, JsonGenerator generator) {
    switch (message) {
      case ServerMessage.Joined joined -> encodeJoined(joined, generator);
      case ServerMessage.Change change -> encodeChange(change, generator);
      case ServerMessage.Ack(long seq, long revision) -> {
        generator.writeStringProperty("type", "ack");
        generator.writeNumberProperty("seq", seq);
        generator.writeNumberProperty("revision", revision);
      }
      case ServerMessage.Reject(long seq, var code, var reason) -> {
        generator.writeStringProperty("type", "reject");
        generator.writeNumberProperty("seq", seq);
        Json.member(generator, "code", code);
        Json.member(generator, "message", reason);
      }
      case ServerMessage.Plugin(var plugin, var body, var session) -> {
        generator.writeStringProperty("type", "plugin");
        Json.member(generator, "plugin", plugin);
        Json.rawMember(generator, "body", body);
        Json.member(generator, "session", session);
      }
      case ServerMessage.Document(var title, var role) -> {
        generator.writeStringProperty("type", "document");
        Json.member(generator, "title", title);
        Json.member(generator, "role", role);
      }
      case ServerMessage.Pong _ -> generator.writeStringProperty("type", "pong");
      case ServerMessage.Error(var code, var reason) -> {
        generator.writeStringProperty("type", "error");
        Json.member(generator, "code", code);
        Json.member(generator, "message", reason);
      }
    }
  }

  private static void encodeJoined(ServerMessage.Joined joined, JsonGenerator generator) {
    generator.writeStringProperty("type", "joined");
    Json.member(generator, "session", joined.session());
    generator.writeNumberProperty("revision", joined.revision());
    generator.writeNumberProperty("head", joined.head());
    joined
        .content()
        .ifPresent(content -> {
          generator.writeName("content");
          DeltaJson.write(content, generator);
        });
    Json.member(generator, "role", joined.role());
    generator.writeName("document");
    generator.writeStartObject();
    Json.member(generator, "id", joined.document().id());
    Json.member(generator, "title", joined.document().title());
    generator.writeEndObject();
    generator.writeName("plugins");
    generator.writeStartArray();
    for (var plugin : joined.plugins()) {
      generator.writeStartObject();
      Json.member(generator, "name", plugin.name());
      Json.member(generator, "module", plugin.module());
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  private static void encodeChange(ServerMessage.Change change, JsonGenerator generator) {
    generator.writeStringProperty("type", "change");
    generator.writeNumberProperty("from", change.from());
    generator.writeNumberProperty("revision", change.revision());
    generator.writeName("deltas");
    generator.writeStartArray();
    for (var delta : change.deltas()) {
      DeltaJson.write(delta, generator);
    }
    generator.writeEndArray();
    generator.writeName("authors");
    generator.writeStartArray();
    for (var author : change.authors()) {
      Json.writeText(generator, author);
    }
    generator.writeEndArray();
  }

  /**
   * The message in a frame.
   *
   * @throws BadMessageException if it is none of this protocol version's
   * @throws MalformedDeltaException if it is one, good but for a delta
   */
  public static ServerMessage decode(String json) {
    var frame = Frame.read("a message", json);
    var type = frame.text("type");
    return switch (type) {
      case "joined" -> decodeJoined(frame.as("a joined"));
      case "change" -> decodeChange(frame.as("a change"));
      case "ack" -> {
        var ack = frame.as("an ack");
        yield new ServerMessage.Ack(ack.number("seq"), ack.number("revision"));
      }
      case "reject" -> {
        var reject = frame.as("a reject");
        yield new ServerMessage.Reject(
            reject.number("seq"), reject.text("code"), reject.text("message"));
      }
      case "plugin" -> decodePlugin(frame.as("a plugin message"));
      case "document" ->
          new ServerMessage.Document(frame.optionalText("title"), frame.optionalText("role"));
      case "pong" -> new ServerMessage.Pong();
      case "error" -> {
        var error = frame.as("an error");
        yield new ServerMessage.Error(error.text("code"), error.text("message"));
      }
      default -> throw new BadMessageException("unknown type of message: " + Json.quoted(type));
    };
  }

  private static ServerMessage decodeJoined(Frame frame) {
    var document = frame.object("document");
    return new ServerMessage.Joined(
        frame.text("session"),
        frame.number("revision"),
        frame.number("head"),
        frame.optionalDelta("content"),
        frame.text("role"),
        new ServerMessage.DocumentInfo(document.text("id"), document.text("title")),
        frame.objects("plugins").stream()
            .map(plugin ->
                new ServerMessage.PluginInfo(plugin.text("name"), plugin.optionalText("module")))
            .toList());
  }

  private static ServerMessage decodeChange(Frame frame) {
    List<Delta> deltas = frame.array("deltas", DeltaJson::read);
    List<String> authors = frame.array("authors", Json::readText);
    return new ServerMessage.Change(
        frame.number("from"), frame.number("revision"), deltas, authors);
  }

  private static ServerMessage decodePlugin(Frame frame) {
    return new ServerMessage.Plugin(
        frame.text("plugin"),
        frame.json("body").orElseThrow(() -> frame.wrong("body", "any JSON")),
        frame.optionalText("session"));
  }
}
