package io.scriptorium.access;

import java.util.regex.Pattern;

/**
 * What others are shown of somebody.
 *
 * @param displayName 1 to 60 UTF-16 code units on one line, without blanks at its ends and without
 *     characters that control, hide or turn around their neighbours
 * @param color {@code #rrggbb} in lower case
 */
public record Profile(String displayName, String color) {
  /** How long a name may be, in UTF-16 code units. */
  public static final int MOST_CHARS = 60;

  private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");

  public Profile {
    displayName = displayName.strip();
    if (displayName.isEmpty() || displayName.length() > MOST_CHARS) {
      throw new IllegalArgumentException(
          "a name has 1 to " + MOST_CHARS + " characters, got " + displayName.length());
    }
    if (displayName.codePoints().anyMatch(Profile::isOutOfPlace)) {
      throw new IllegalArgumentException(
          "a name is one line of visible text: it holds no control or formatting characters");
    }
    if (!COLOR.matcher(color).matches()) {
      throw new IllegalArgumentException("a color is #rrggbb in lower case");
    }
  }

  /** {@code FORMAT} is what turns text around or joins without being seen: bidi and zero width. */
  private static boolean isOutOfPlace(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
