package io.scriptorium.plugin.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Messages that a plugin's browser half would never send, and anybody with a socket can: JSON of
 * any kind, and the plugin's own messages with something in them changed.
 */
final class RandomMessages {
  /** Somewhat less than the server's JSON reader takes, which is 500 with the frame around it. */
  private static final int MAX_DEPTH = 400;

  /** Somewhat less than the frame limit of 4 MB. */
  private static final int HUGE_CHARS = 3_000_000;

  /** A string or number, true, false or null: a name, too, which a colon follows. */
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"\\\\]*\"|-?[0-9]+(?:\\.[0-9]+)?|true|false|null");

  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1.5",
          "1e308",
          "1e999",
          "9223372036854775808",
          "2147483648",
          "\"\"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[[]]",
          "{\"\":\"\"}",
          "[null]",
          "\"" + "y".repeat(5_000) + "\"");

  private static final List<String> NAMES =
      List.of("\"\"", "\"x\"", "\"type\"", "\"__proto__\"", "\"id\"");

  private static final List<String> ANY =
      List.of(
          "null",
          "true",
          "0",
          "-1e400",
          "\"\"",
          "\"text\"",
          "[]",
          "{}",
          "[[],{}]",
          "[1,\"a\",null]",
          "{\"type\":null}",
          "{\"type\":1}",
          "{\"type\":\"unheard-of\"}",
          "{\"type\":[]}",
          "{\"a\":1,\"a\":2}",
          " {\n} ",
          "{\"type\":\"\\ud83d\"}");

  private final RandomGenerator random;
  private final List<String> examples;

  /**
   * @param examples well-formed messages of the plugin's browser half, as JSON texts
   */
  RandomMessages(RandomGenerator random, List<String> examples) {
    this.random = random;
    this.examples = examples;
  }

  /** One of the plugin's own messages if there are any, as it is. */
  String good() {
    return examples.isEmpty() ? any() : pick(examples);
  }

  /** Any message at all. */
  String bad() {
    return examples.isEmpty() || random.nextInt(3) == 0 ? any() : changed(pick(examples));
  }

  /** Those that every plugin is sent once, the largest and deepest that can come. */
  static List<String> extremes() {
    List<String> extremes = new ArrayList<>(ANY);
    extremes.add("[".repeat(MAX_DEPTH) + "]".repeat(MAX_DEPTH));
    extremes.add("{\"a\":".repeat(MAX_DEPTH) + "1" + "}".repeat(MAX_DEPTH));
    extremes.add("\"" + "z".repeat(HUGE_CHARS) + "\"");
    extremes.add("{\"type\":\"" + "z".repeat(HUGE_CHARS) + "\"}");
    extremes.add("[" + "0,".repeat(HUGE_CHARS / 2) + "0]");
    return extremes;
  }

  private String any() {
    return pick(ANY);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** With one value or name in it replaced. */
  private String changed(String message) {
    var tokens = TOKEN.matcher(message).results().toList();
    if (tokens.isEmpty()) {
      return any();
    }
    var token = pick(tokens);
    var changed =
        message.substring(0, token.start())
            + (isName(message, token) ? pick(NAMES) : pick(SCALARS))
            + message.substring(token.end());
    return JsonSyntax.require(changed);
  }

  private static boolean isName(String message, MatchResult token) {
    return message.substring(token.end()).stripLeading().startsWith(":");
  }
}
