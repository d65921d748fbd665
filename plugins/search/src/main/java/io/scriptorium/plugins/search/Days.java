package io.scriptorium.plugins.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as people write them. */
final class Days {
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?");
  private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");

  private Days() {}

  /**
   * The day of {@code 2026-01-31}, {@code 31.1.2026}, or the first day of {@code 2026-01} or {@code
   * 2026}; empty if this is none.
   */
  static Optional<LocalDate> parse(String text) {
    Matcher yearFirst = YEAR_FIRST.matcher(text);
    if (yearFirst.matches()) {
      return day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
    }
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches()) {
      return day(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(
      String year, @Nullable String month, @Nullable String day) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(year),
              month == null ? 1 : Integer.parseInt(month),
              day == null ? 1 : Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
