package io.scriptorium.plugins.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which hits are asked for.
 *
 * @param skip how many the pages before had
 * @param limit how many at most, 1 to {@link #MOST}
 */
record Paging(int skip, int limit) {
  static final int MOST = 50;

  private static final Pattern LIMIT = Pattern.compile("\\d{1,9}");
  private static final Pattern CURSOR = Pattern.compile("h(\\d{1,6})");

  /**
   * As it is asked for in a link.
   *
   * @throws IllegalArgumentException in words for the one who asked
   */
  static Paging parse(String limit, @Nullable String cursor) {
    int most = LIMIT.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException(
          "limit must be a number from 1 to " + MOST + ", got \"" + limit + "\"");
    }
    if (cursor == null) {
      return new Paging(0, most);
    }
    Matcher skip = CURSOR.matcher(cursor);
    if (!skip.matches()) {
      throw new IllegalArgumentException(
          "the cursor is none that this server gave: take it from \"next\"");
    }
    return new Paging(Integer.parseInt(skip.group(1)), most);
  }

  /** The cursor of the page after this one. */
  String next() {
    return "h" + (skip + limit);
  }
}
