package io.scriptorium.protocol.json;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The JSON of a {@link Delta}: an array of ops, as in {@code
 * [{"retain":3,"attributes":{"bold":true}},{"insert":"x"},{"delete":2}]}. Quill's {@code
 * {"ops":[...]}} is read as well.
 *
 * <p>Reading is strict where a lenient reader would guess: each op is of exactly one kind, each
 * length a whole number from 1 to 2<sup>31</sup> - 1, each text at least one character long. An
 * embed is an object with a member; changing an embed in place (an object as {@code retain}) is not
 * part of protocol version 1. Unknown members of an op are ignored, as are the attributes of a
 * delete, which say nothing. Safe for use by any thread.
 */
public final class DeltaJson {
  private DeltaJson() {}

  /**
   * The delta that this JSON text spells.
   *
   * @throws MalformedDeltaException if it spells none
   */
  public static Delta read(String json) {
    try (var parser = Json.parser(json)) {
      parser.nextToken();
      var delta = read(parser);
      if (parser.nextToken() != null) {
        throw new MalformedDeltaException("a delta must be all of the text, got more behind it");
      }
      return delta;
    } catch (JacksonException notJson) {
      throw new MalformedDeltaException("a delta must be JSON, " + Json.complaint(notJson));
    }
  }

  /**
   * The delta that begins at the parser's current token; leaves the parser at the last token of it.
   *
   * @throws MalformedDeltaException if there is none; the parser then stands somewhere inside of it
   * @throws JacksonException if the text is not JSON
   */
  public static Delta read(JsonParser parser) {
    var token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      return readOps(parser);
    }
    if (token == JsonToken.START_OBJECT) {
      return readWrapped(parser);
    }
    throw new MalformedDeltaException(
        "a delta must be an array of ops, got " + Json.describe(parser));
  }

  private static Delta readWrapped(JsonParser parser) {
    Delta delta = null;
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      var token = parser.nextToken();
      if (!name.equals("ops")) {
        parser.skipChildren();
      } else if (token != JsonToken.START_ARRAY || delta != null) {
        throw new MalformedDeltaException(
            "a delta must have ops once, as an array, got " + Json.describe(parser));
      } else {
        delta = readOps(parser);
      }
    }
    if (delta == null) {
      throw new MalformedDeltaException("a delta must be an array of ops, got an object without");
    }
    return delta;
  }

  private static Delta readOps(JsonParser parser) {
    List<Op> ops = new ArrayList<>(4);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        ops.add(OpReader.read(parser));
      } catch (IllegalArgumentException malformed) {
        throw new MalformedDeltaException("op " + ops.size() + ": " + malformed.getMessage());
      }
    }
    try {
      return Delta.of(ops);
    } catch (IllegalArgumentException tooLong) {
      throw new MalformedDeltaException("the ops together: " + tooLong.getMessage());
    }
  }

  /** The JSON text of a delta, without blanks. */
  public static String write(Delta delta) {
    return Json.write(generator -> write(delta, generator));
  }

  /** Writes a delta as an array. */
  public static void write(Delta delta, JsonGenerator generator) {
    generator.writeStartArray();
    for (var op : delta.ops()) {
      generator.writeStartObject();
      writeOp(op, generator);
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  private static void writeOp(Op op, JsonGenerator generator) {
    switch (op) {
      case Op.Insert insert -> Json.member(generator, "insert", insert.text());
      case Op.Embed embed -> {
        generator.writeName("insert");
        ValueJson.write(embed.embed(), generator);
      }
      case Op.Retain retain -> generator.writeNumberProperty("retain", retain.length());
      case Op.Delete delete -> generator.writeNumberProperty("delete", delete.length());
    }
    writeAttributes(op.attributes(), generator);
  }

  private static void writeAttributes(Attributes attributes, JsonGenerator generator) {
    if (!attributes.isEmpty()) {
      generator.writeName("attributes");
      ValueJson.write(attributes, generator);
    }
  }
}
