package io.scriptorium.plugin.testkit;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * Whether a text is JSON (RFC 8259): one value, however deep. The test kit stands on the JDK alone,
 * so it looks for itself.
 */
final class JsonSyntax {
  private static final Pattern BLANK = Pattern.compile("[ \\t\\n\\r]*+");
  private static final Pattern SCALAR =
      Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
  private static final Pattern ESCAPED = Pattern.compile("[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}");

  /** What may come next. */
  private enum Next {
    VALUE,
    VALUE_OR_END,
    NAME,
    NAME_OR_END,
    SEPARATOR_OR_END
  }

  private final String text;
  private final ArrayDeque<Character> open = new ArrayDeque<>();
  private Next next = Next.VALUE;
  private int at;

  private JsonSyntax(String text) {
    this.text = text;
  }

  /**
   * The text itself.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  static String require(String text) {
    var syntax = new JsonSyntax(text);
    if (!syntax.isOneValue()) {
      throw new IllegalArgumentException(
          "a message's body must be JSON, got " + excerpt(text) + ": wrong at " + syntax.at);
    }
    return text;
  }

  private static String excerpt(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "… (" + text.length() + ")";
  }

  private boolean isOneValue() {
    do {
      skip(BLANK);
      if (!step()) {
        return false;
      }
    } while (!(open.isEmpty() && next == Next.SEPARATOR_OR_END));
    skip(BLANK);
    return at == text.length();
  }

  private boolean step() {
    if (at == text.length()) {
      return false;
    }
    return switch (next) {
      case VALUE -> value();
      case VALUE_OR_END -> text.charAt(at) == ']' ? end() : value();
      case NAME -> name();
      case NAME_OR_END -> text.charAt(at) == '}' ? end() : name();
      case SEPARATOR_OR_END -> separatorOrEnd();
    };
  }

  private boolean value() {
    char first = text.charAt(at);
    if (first == '[' || first == '{') {
      open.push(first == '[' ? ']' : '}');
      next = first == '[' ? Next.VALUE_OR_END : Next.NAME_OR_END;
      at++;
      return true;
    }
    next = Next.SEPARATOR_OR_END;
    return first == '"' ? string() : skip(SCALAR);
  }

  private boolean name() {
    if (!string()) {
      return false;
    }
    skip(BLANK);
    next = Next.VALUE;
    return at < text.length() && text.charAt(at++) == ':';
  }

  private boolean separatorOrEnd() {
    if (text.charAt(at) != ',') {
      return end();
    }
    next = open.element() == ']' ? Next.VALUE : Next.NAME;
    at++;
    return true;
  }

  private boolean end() {
    next = Next.SEPARATOR_OR_END;
    return text.charAt(at++) == open.pop();
  }

  /** A loop, since the JDK's patterns recurse where a string is long. */
  private boolean string() {
    if (text.charAt(at++) != '"') {
      return false;
    }
    while (at < text.length() && text.charAt(at) >= ' ') {
      char unit = text.charAt(at++);
      if (unit == '"') {
        return true;
      }
      if (unit == '\\' && !skip(ESCAPED)) {
        return false;
      }
    }
    return false;
  }

  private boolean skip(Pattern pattern) {
    var matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }
}
