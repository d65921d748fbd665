package io.scriptorium.protocol.json;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One op in the reading: what of it has been met so far, whatever order its members come in. */
final class OpReader {
  private @Nullable String kind;
  private @Nullable Attributes attributes;
  private String text = "";
  private Value.@Nullable Members embed;
  private int length;

  private OpReader() {}

  /**
   * The op at the parser's place.
   *
   * @throws IllegalArgumentException if there is none, with what was got and what was expected
   */
  static Op read(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("an op must be an object, got " + Json.describe(parser));
    }
    var op = new OpReader();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      op.readMember(name, parser);
    }
    return op.finish();
  }

  private void readMember(String name, JsonParser parser) {
    switch (name) {
      case "insert" -> {
        begin(name);
        readInsert(parser);
      }
      case "retain", "delete" -> {
        begin(name);
        length = (int) Json.wholeNumber(parser, name, 1, Integer.MAX_VALUE);
      }
      case "attributes" -> {
        if (attributes != null) {
          throw new IllegalArgumentException("an op must have attributes once, got them twice");
        }
        attributes = ValueJson.readAttributes(parser);
      }
      default -> parser.skipChildren();
    }
  }

  private void begin(String name) {
    if (kind != null) {
      throw new IllegalArgumentException(
          "an op must be one of insert, retain and delete, got " + kind + " and " + name);
    }
    kind = name;
  }

  private void readInsert(JsonParser parser) {
    switch (parser.currentToken()) {
      case VALUE_STRING -> text = parser.getString();
      case START_OBJECT -> {
        embed = ValueJson.readEmbed(parser);
        if (embed.values().size() > 1) {
          throw new IllegalArgumentException(
              "an embed must have one member, which names it, got " + embed.values().size());
        }
      }
      default ->
          throw new IllegalArgumentException(
              "insert must be a text or an embed (an object), got " + Json.describe(parser));
    }
  }

  private Op finish() {
    var formatting = attributes == null ? Attributes.NONE : attributes;
    return switch (kind) {
      case null ->
          throw new IllegalArgumentException(
              "an op must be one of insert, retain and delete, got none of them");
      case "insert" ->
          embed == null ? new Op.Insert(text, formatting) : new Op.Embed(embed, formatting);
      case "retain" -> new Op.Retain(length, formatting);
      default -> {
        if (!formatting.equals(Attributes.NONE)) {
          throw new IllegalArgumentException("a delete must not have attributes, got some");
        }
        yield new Op.Delete(length);
      }
    };
  }
}
