package io.scriptorium.protocol.json;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The JSON of attributes and of what stands in them and in embeds. */
final class ValueJson {
  /** How deep arrays and objects may stand in each other inside of one attribute or embed. */
  static final int MAX_DEPTH = 32;

  private ValueJson() {}

  /** Reads the object at the parser's place; {@code null} is read as no attributes. */
  static Attributes readAttributes(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> Attributes.NONE;
      case START_OBJECT -> Attributes.of(readMembers(parser, 0));
      default ->
          throw new IllegalArgumentException(
              "attributes must be an object, got " + Json.describe(parser));
    };
  }

  static Value.Members readEmbed(JsonParser parser) {
    return new Value.Members(readMembers(parser, 0));
  }

  private static Map<String, Value> readMembers(JsonParser parser, int depth) {
    var members = new LinkedHashMap<String, Value>(4);
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (members.put(name, readValue(parser, depth + 1)) != null) {
        throw new IllegalArgumentException("an object must have a member once, got two " + name);
      }
    }
    return members;
  }

  private static Value readValue(JsonParser parser, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("values must stand at most " + MAX_DEPTH + " deep");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> new Value.Members(readMembers(parser, depth));
      case START_ARRAY -> readItems(parser, depth);
      case VALUE_STRING -> new Value.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Num(parser.getDoubleValue());
      case VALUE_TRUE -> new Value.Bool(true);
      case VALUE_FALSE -> new Value.Bool(false);
      case VALUE_NULL -> Value.Null.NULL;
      default -> throw new IllegalArgumentException("no value: " + Json.describe(parser));
    };
  }

  private static Value readItems(JsonParser parser, int depth) {
    var items = new ArrayList<Value>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(readValue(parser, depth + 1));
    }
    return new Value.Items(items);
  }

  static void write(Attributes attributes, JsonGenerator generator) {
    generator.writeStartObject();
    attributes.forEach((name, value) -> {
      generator.writeName(name);
      write(value, generator);
    });
    generator.writeEndObject();
  }

  static void write(Value value, JsonGenerator generator) {
    switch (value) {
      case Value.Null _ -> generator.writeNull();
      case Value.Bool bool -> generator.writeBoolean(bool.value());
      case Value.Num num -> writeNumber(num.value(), generator);
      case Value.Text text -> Json.writeText(generator, text.value());
      case Value.Items items -> writeItems(items, generator);
      case Value.Members members -> writeMembers(members, generator);
    }
  }

  private static void writeItems(Value.Items items, JsonGenerator generator) {
    generator.writeStartArray();
    for (var item : items.values()) {
      write(item, generator);
    }
    generator.writeEndArray();
  }

  private static void writeMembers(Value.Members members, JsonGenerator generator) {
    generator.writeStartObject();
    for (var member : members.values().entrySet()) {
      generator.writeName(member.getKey());
      write(member.getValue(), generator);
    }
    generator.writeEndObject();
  }

  /** Writes 12 and not 12.0, as JavaScript does; both mean the same. */
  private static void writeNumber(double number, JsonGenerator generator) {
    if (Math.rint(number) == number && Math.abs(number) <= Json.MAX_WHOLE_NUMBER) {
      generator.writeNumber((long) number);
    } else {
      generator.writeNumber(number);
    }
  }
}
