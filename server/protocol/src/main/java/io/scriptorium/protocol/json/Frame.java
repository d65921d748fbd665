package io.scriptorium.protocol.json;

import io.scriptorium.delta.Delta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One JSON object of the wire, read in one pass whatever order its members come in, and asked for
 * them afterwards, when its type is known. What is {@code null} counts as missing where it is
 * optional; what nobody asks for may be anything.
 */
final class Frame {
  /** What a member says, as far as its name and its JSON tell while reading. */
  private sealed interface Member {
    /** As a message can quote it; never the text that somebody wrote. */
    default String description() {
      return "a string";
    }
  }

  private record Text(String text) implements Member {}

  /** A whole number from 0 to 2^63 - 1. */
  private record Whole(long number) implements Member {
    @Override
    public String description() {
      return Long.toString(number);
    }
  }

  private record Spelled(Delta delta) implements Member {}

  private record Misspelled(MalformedDeltaException reason) implements Member {}

  /** Any JSON, as it was written. */
  private record Raw(String json, String description) implements Member {}

  private record Other(String description) implements Member {}

  private final String what;
  private final Map<String, Member> members;

  private Frame(String what, Map<String, Member> members) {
    this.what = what;
    this.members = members;
  }

  /**
   * Reads an object.
   *
   * @param what names it in messages, such as {@code a message}
   * @throws BadMessageException if the text is not one JSON object, or has a member twice
   */
  static Frame read(String what, String json) {
    try (var parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadMessageException(
            what + " must be a JSON object, got " + Json.describe(parser));
      }
      var members = readMembers(what, parser, json);
      if (parser.nextToken() != null) {
        throw new BadMessageException(what + " must be one JSON object, got more behind it");
      }
      return new Frame(what, members);
    } catch (JacksonException notJson) {
      throw new BadMessageException(what + " must be JSON, " + Json.complaint(notJson));
    }
  }

  private static Map<String, Member> readMembers(String what, JsonParser parser, String json) {
    var members = new HashMap<String, Member>();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (members.put(name, readMember(name, parser, json)) != null) {
        throw new BadMessageException(what + " must have each member once, got two " + name);
      }
    }
    return members;
  }

  private static Member readMember(String name, JsonParser parser, String json) {
    return switch (name) {
      case "delta", "content" -> readDelta(parser);
      case "body" -> readRaw(parser, json);
      default ->
          switch (parser.currentToken()) {
            case VALUE_STRING -> new Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(parser);
            case START_OBJECT, START_ARRAY -> readRaw(parser, json);
            default -> new Other(Json.describe(parser));
          };
    };
  }

  private static Member readNumber(JsonParser parser) {
    try {
      return new Whole(Json.wholeNumber(parser, "number", 0, Long.MAX_VALUE));
    } catch (IllegalArgumentException notWhole) {
      return new Other(Json.describe(parser));
    }
  }

  private static Member readRaw(JsonParser parser, String json) {
    var description = Json.describe(parser);
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getCharOffset();
    return new Raw(json.substring(start, end).strip(), description);
  }

  /** Reads to the end of the value also where it is no delta: the rest of the frame decides. */
  private static Member readDelta(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return new Other("null");
    }
    var outside = parser.streamReadContext();
    int depth = outside.getNestingDepth() - (parser.currentToken().isStructStart() ? 1 : 0);
    try {
      return new Spelled(DeltaJson.read(parser));
    } catch (MalformedDeltaException malformed) {
      while (parser.streamReadContext().getNestingDepth() > depth) {
        parser.nextToken();
      }
      return new Misspelled(malformed);
    }
  }

  /** How messages name this object: the type of a message once it is known. */
  Frame as(String name) {
    return new Frame(name, members);
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong(name, "a string"));
  }

  Optional<String> optionalText(String name) {
    if (isMissing(name)) {
      return Optional.empty();
    }
    if (members.get(name) instanceof Text text) {
      return Optional.of(text.text());
    }
    throw wrong(name, "a string");
  }

  /** A whole number that every peer can hold. */
  long number(String name) {
    return optionalWhole(name, Json.MAX_WHOLE_NUMBER).orElseThrow(() -> wrongNumber(name));
  }

  /** A revision, which may also be one that no document will ever reach. */
  long revision(String name) {
    return optionalRevision(name).orElseThrow(() -> wrongNumber(name));
  }

  Optional<Long> optionalRevision(String name) {
    return optionalWhole(name, Long.MAX_VALUE);
  }

  private Optional<Long> optionalWhole(String name, long most) {
    if (isMissing(name)) {
      return Optional.empty();
    }
    if (members.get(name) instanceof Whole(long number) && number <= most) {
      return Optional.of(number);
    }
    throw wrongNumber(name);
  }

  /**
   * A delta.
   *
   * @throws MalformedDeltaException if there is something, but no delta
   */
  Delta delta(String name) {
    return optionalDelta(name).orElseThrow(() -> wrong(name, "a delta"));
  }

  Optional<Delta> optionalDelta(String name) {
    return switch (members.get(name)) {
      case Spelled(var delta) -> Optional.of(delta);
      case Misspelled(var reason) -> throw reason;
      case null, default -> Optional.empty();
    };
  }

  /** The JSON text of a member; empty if it is missing, though {@code null} is there. */
  Optional<String> json(String name) {
    return members.get(name) instanceof Raw raw ? Optional.of(raw.json()) : Optional.empty();
  }

  /** An object inside of this one. */
  Frame object(String name) {
    var json = json(name).orElseThrow(() -> wrong(name, "an object"));
    return read(what + "'s " + name, json);
  }

  /** The objects of an array. */
  List<Frame> objects(String name) {
    return array(
        name,
        parser -> {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new BadMessageException(
                what + "'s " + name + " must be objects, got " + Json.describe(parser));
          }
          return read(what + "'s " + name, copy(parser));
        });
  }

  private static String copy(JsonParser parser) {
    return Json.write(generator -> generator.copyCurrentStructure(parser));
  }

  /** The items of an array, each read from where the parser stands. */
  <T> List<T> array(String name, Function<JsonParser, T> reader) {
    var json = json(name).orElseThrow(() -> wrong(name, "an array"));
    var items = new ArrayList<T>();
    try (var parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw wrong(name, "an array");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(reader.apply(parser));
      }
    }
    return items;
  }

  private boolean isMissing(String name) {
    return switch (members.get(name)) {
      case null -> true;
      case Other(var description) -> description.equals("null");
      default -> false;
    };
  }

  private BadMessageException wrongNumber(String name) {
    return wrong(name, "a whole number from 0 to " + Json.MAX_WHOLE_NUMBER);
  }

  /** What to throw where a member is missing or of the wrong form. */
  BadMessageException wrong(String name, String expected) {
    @Nullable Member member = members.get(name);
    var got = member == null ? "none" : member.description();
    return new BadMessageException(what + " must have " + name + ": " + expected + ", got " + got);
  }
}
