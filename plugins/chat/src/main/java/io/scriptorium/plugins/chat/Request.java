package io.scriptorium.plugins.chat;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a client asks for. */
sealed interface Request {
  /**
   * To say something.
   *
   * @param sender names the sending program on its device, for good; empty if it is the replica
   * @param n rises with each message of the sender: sent again under the same, it counts once
   */
  record Post(String sender, long n, String text) implements Request {}

  /** To change one's own message. */
  record Edit(long id, String text) implements Request {}

  /** To take one's own message back. */
  record Delete(long id) implements Request {}

  /** To be told all that happened after an event. */
  record Sync(long after) implements Request {}

  /**
   * To be told the messages before one, the newest of them; before the end if {@code before} is 0.
   */
  record Page(long before) implements Request {}

  /** Reads a message of a client's; empty if it is none of these. */
  static Optional<Request> read(String body) {
    try {
      return read(MAPPER.readTree(body));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** The form of a sender's name. */
  Pattern SENDER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Only for {@link #read}. */
  ObjectMapper MAPPER = new ObjectMapper();

  private static Optional<Request> read(JsonNode node) {
    return switch (node.path("type").asString("")) {
      case "post" ->
          both(number(node, "n"), text(node))
              .map(both -> new Post(sender(node), both.number(), both.text()));
      case "edit" ->
          both(number(node, "id"), text(node)).map(both -> new Edit(both.number(), both.text()));
      case "delete" -> number(node, "id").map(Delete::new);
      case "sync" -> number(node, "after").map(Sync::new);
      case "page" -> Optional.of(new Page(number(node, "before").orElse(0L)));
      default -> Optional.empty();
    };
  }

  private static String sender(JsonNode node) {
    String sender = node.path("sender").asString("");
    return SENDER.matcher(sender).matches() ? sender : "";
  }

  /** A number and a text that belong together. */
  record NumberedText(long number, String text) {}

  private static Optional<NumberedText> both(Optional<Long> number, Optional<String> text) {
    return number.flatMap(value -> text.map(words -> new NumberedText(value, words)));
  }

  private static Optional<Long> number(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
        ? Optional.of(value.longValue())
        : Optional.empty();
  }

  private static Optional<String> text(JsonNode node) {
    JsonNode value = node.path("text");
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }
}
