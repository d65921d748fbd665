package io.scriptorium.plugins.history;

import io.scriptorium.plugins.history.Deeds.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * Deeds as a short text: a line with the authors' ids as JSON, then the parts: a sign, {@code =}
 * stayed, {@code -} removed or {@code +} written; the length; and, if it was somebody, a colon and
 * his place among the authors. {@code =120+5:0-3:1} is 120 untouched, 5 written by the first author
 * and 3 removed by the second.
 */
final class DeedsText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DeedsText() {}

  static String write(Deeds deeds) {
    Map<String, Integer> authors = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Part part : deeds.parts()) {
      text.append(sign(part)).append(part.length());
      if (!part.author().isEmpty()) {
        Integer place = authors.putIfAbsent(part.author(), authors.size());
        text.append(':').append(place == null ? authors.size() - 1 : place);
      }
    }
    return JSON.writeValueAsString(authors.keySet()) + '\n' + text;
  }

  private static char sign(Part part) {
    return switch (part) {
      case Part.Stayed stayed -> '=';
      case Part.Removed removed -> '-';
      case Part.Written written -> '+';
    };
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  static Deeds read(String text) {
    int end = text.indexOf('\n');
    if (end < 0) {
      throw new IllegalArgumentException("expected a line of authors, got none");
    }
    String[] authors = JSON.readValue(text.substring(0, end), String[].class);
    return new Reading(text, end + 1, authors).parts();
  }

  private static final class Reading {
    private final String text;
    private final String[] authors;
    private int at;

    Reading(String text, int at, String[] authors) {
      this.text = text;
      this.at = at;
      this.authors = authors;
    }

    Deeds parts() {
      List<Part> parts = new ArrayList<>();
      while (at < text.length()) {
        char sign = text.charAt(at++);
        int length = number();
        String author = "";
        if (at < text.length() && text.charAt(at) == ':') {
          at++;
          author = authors[number()];
        }
        parts.add(part(sign, length, author));
      }
      return new Deeds(parts);
    }

    private static Part part(char sign, int length, String author) {
      return switch (sign) {
        case '=' -> new Part.Stayed(length, author);
        case '-' -> new Part.Removed(length, author);
        case '+' -> new Part.Written(length, author);
        default -> throw new IllegalArgumentException("expected =, - or +, got " + sign);
      };
    }

    private int number() {
      int start = at;
      while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
        at++;
      }
      return Integer.parseInt(text, start, at, 10);
    }
  }
}
