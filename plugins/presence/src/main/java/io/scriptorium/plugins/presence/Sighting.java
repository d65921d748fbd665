package io.scriptorium.plugins.presence;

import io.scriptorium.plugin.Revision;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What a client told of itself.
 *
 * @param revision the one that the positions are of
 * @param signs whether it promises to tell something every few seconds, so that its silence means
 *     that its connection is lost
 */
record Sighting(Optional<Selection> selection, OptionalInt top, Revision revision, boolean signs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a message; empty if it is none of these, which costs nobody anything. */
  static Optional<Sighting> read(String body) {
    try {
      JsonNode message = JSON.readTree(body);
      JsonNode revision = message.path("revision");
      if (!message.isObject() || !isPosition(revision, Long.MAX_VALUE)) {
        return Optional.empty();
      }
      return selection(message.path("selection"))
          .map(selection ->
              new Sighting(
                  selection,
                  top(message.path("top")),
                  new Revision(revision.longValue()),
                  message.path("signs").asBoolean(false)));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** The outer value is empty if it has not the form of a selection, the inner if there is none. */
  private static Optional<Optional<Selection>> selection(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return Optional.of(Optional.empty());
    }
    JsonNode index = node.path("index");
    JsonNode length = node.path("length");
    if (!isPosition(index, Integer.MAX_VALUE)
        || !isPosition(length, Integer.MAX_VALUE - index.intValue())) {
      return Optional.empty();
    }
    return Optional.of(Optional.of(new Selection(index.intValue(), length.intValue())));
  }

  private static OptionalInt top(JsonNode node) {
    return isPosition(node, Integer.MAX_VALUE)
        ? OptionalInt.of(node.intValue())
        : OptionalInt.empty();
  }

  private static boolean isPosition(JsonNode node, long most) {
    return node.isIntegralNumber()
        && node.canConvertToLong()
        && node.longValue() >= 0
        && node.longValue() <= most;
  }
}
