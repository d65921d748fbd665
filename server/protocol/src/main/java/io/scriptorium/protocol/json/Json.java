package io.scriptorium.protocol.json;

import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** How JSON is read and written here, and the few things that Jackson does not do by itself. */
final class Json {
  /** The largest whole number that every peer can hold: JavaScript's, 2^53 - 1. */
  static final long MAX_WHOLE_NUMBER = 9_007_199_254_740_991L;

  /**
   * Jackson's own limits (500 levels, numbers of 1,000 characters, names of 50,000), but texts as
   * long as the frame: that limit is the engine's, and the frame is in memory already.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private Json() {}

  static JsonParser parser(String json) {
    return FACTORY.createParser(ObjectReadContext.empty(), json);
  }

  static String write(Consumer<JsonGenerator> content) {
    var text = new StringWriter(128);
    try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      content.accept(generator);
    }
    return text.toString();
  }

  static void member(JsonGenerator generator, String name, String value) {
    generator.writeName(name);
    writeText(generator, value);
  }

  static void member(JsonGenerator generator, String name, Optional<String> value) {
    value.ifPresent(present -> member(generator, name, present));
  }

  /**
   * Writes a member that is JSON already.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void rawMember(JsonGenerator generator, String name, String json) {
    try (var parser = parser(json)) {
      boolean empty = parser.nextToken() == null;
      parser.skipChildren();
      if (empty || parser.nextToken() != null) {
        throw new IllegalArgumentException(name + " must be one JSON value, got none or several");
      }
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException(name + " must be JSON, " + complaint(notJson), notJson);
    }
    generator.writeName(name);
    generator.writeRawValue(json);
  }

  /** The string at the parser's place. */
  static String readText(JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new BadMessageException("expected a string, got " + describe(parser));
    }
    return parser.getString();
  }

  /**
   * Writes a string so that it survives UTF-8: half a surrogate pair, which an edit may hold that
   * replaces just the other half, is escaped.
   */
  static void writeText(JsonGenerator generator, String text) {
    if (isWellFormed(text)) {
      generator.writeString(text);
    } else {
      generator.writeRawValue(escaped(text));
    }
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!startsPair(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean startsPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  private static String escaped(String text) {
    var json = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (startsPair(text, i)) {
        json.append(unit).append(text.charAt(++i));
      } else if (unit < ' ' || unit == '"' || unit == '\\' || Character.isSurrogate(unit)) {
        json.append(String.format("\\u%04x", (int) unit));
      } else {
        json.append(unit);
      }
    }
    return json.append('"').toString();
  }

  /** The current token as a whole number from {@code low} to {@code high}. */
  static long wholeNumber(JsonParser parser, String name, long low, long high) {
    if (parser.currentToken().isNumeric()) {
      long number = wholeNumber(parser);
      if (number >= low && number <= high) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "%s must be a whole number from %d to %d, got %s"
            .formatted(name, low, high, describe(parser)));
  }

  /** The current number, {@link Long#MIN_VALUE} if it is not whole or too large to tell. */
  private static long wholeNumber(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return switch (parser.getNumberType()) {
        case INT, LONG -> parser.getLongValue();
        default -> Long.MIN_VALUE;
      };
    }
    double number = parser.getDoubleValue();
    return Math.rint(number) == number && Math.abs(number) <= MAX_WHOLE_NUMBER
        ? (long) number
        : Long.MIN_VALUE;
  }

  /** The current token as a message can quote it; never the text that somebody wrote. */
  static String describe(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> shortened(parser.getString());
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      case null -> "nothing";
      default -> parser.currentToken().toString();
    };
  }

  /** A short text that a peer chose, as a message can quote it. */
  static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  /** Where a text stops being JSON, or that it passes a limit, without quoting it. */
  static String complaint(JacksonException notJson) {
    if (notJson instanceof StreamConstraintsException) {
      return "at most 500 levels deep, with numbers of at most 1000 characters and names of at most"
          + " 50000; this one passes a limit";
    }
    var where = notJson.getLocation();
    return where == null
        ? "it is not"
        : "it breaks at line " + where.getLineNr() + ", column " + where.getColumnNr();
  }
}
