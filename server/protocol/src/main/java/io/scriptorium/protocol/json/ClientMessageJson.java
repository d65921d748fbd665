package io.scriptorium.protocol.json;

import io.scriptorium.protocol.ClientMessage;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * The JSON of what clients say: one object a frame, with a {@code type}. Unknown members are
 * ignored, an unknown type is an error. Safe for use by any thread.
 */
public final class ClientMessageJson {
  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private ClientMessageJson() {}

  /**
   * The message in a frame.
   *
   * @throws BadMessageException if it is none
   * @throws MalformedDeltaException if it is an {@code edit}, good but for its delta
   */
  public static ClientMessage decode(String json) {
    var frame = Frame.read("a message", json);
    var type = frame.text("type");
    return switch (type) {
      case "join" -> decodeJoin(frame.as("a join"));
      case "edit" -> decodeEdit(frame.as("an edit"));
      case "plugin" -> decodePlugin(frame.as("a plugin message"));
      case "ping" -> new ClientMessage.Ping();
      default ->
          throw new BadMessageException(
              "a message must be of type join, edit, plugin or ping, got " + Json.quoted(type));
    };
  }

  private static ClientMessage decodeJoin(Frame frame) {
    var client = frame.text("client");
    if (!CLIENT.matcher(client).matches()) {
      throw new BadMessageException(
          "a join must have client: 1 to 64 of A-Z a-z 0-9 _ -, got " + Json.quoted(client));
    }
    return new ClientMessage.Join(
        client,
        frame.optionalRevision("revision"),
        frame.optionalText("name"),
        frame.optionalText("token"));
  }

  private static ClientMessage decodeEdit(Frame frame) {
    return new ClientMessage.Edit(
        frame.number("seq"), frame.revision("revision"), frame.delta("delta"));
  }

  private static ClientMessage decodePlugin(Frame frame) {
    return new ClientMessage.Plugin(
        frame.text("plugin"),
        frame.json("body").orElseThrow(() -> frame.wrong("body", "any JSON")));
  }

  /** The frame of a message. */
  public static String encode(ClientMessage message) {
    return Json.write(generator -> {
      generator.writeStartObject();
      encode(message, generator);
      generator.writeEndObject();
    });
  }

  private static void encode(ClientMessage message, JsonGenerator generator) {
    switch (message) {
      case ClientMessage.Join join -> encodeJoin(join, generator);
      case ClientMessage.Edit edit -> encodeEdit(edit, generator);
      case ClientMessage.Plugin(var plugin, var body) -> {
        generator.writeStringProperty("type", "plugin");
        Json.member(generator, "plugin", plugin);
        Json.rawMember(generator, "body", body);
      }
      case ClientMessage.Ping _ -> generator.writeStringProperty("type", "ping");
    }
  }

  private static void encodeJoin(ClientMessage.Join join, JsonGenerator generator) {
    generator.writeStringProperty("type", "join");
    Json.member(generator, "client", join.client());
    join.revision().ifPresent(revision -> generator.writeNumberProperty("revision", revision));
    Json.member(generator, "name", join.name());
    Json.member(generator, "token", join.token());
  }

  private static void encodeEdit(ClientMessage.Edit edit, JsonGenerator generator) {
    generator.writeStringProperty("type", "edit");
    generator.writeNumberProperty("seq", edit.seq());
    generator.writeNumberProperty("revision", edit.revision());
    generator.writeName("delta");
    DeltaJson.write(edit.delta(), generator);
  }
}
