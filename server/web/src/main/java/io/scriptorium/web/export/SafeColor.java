package io.scriptorium.web.export;

import java.util.Optional;
import java.util.regex.Pattern;

/** CSS colours: a name, {@code #rgb} and its kin, {@code rgb()} and {@code rgba()} of numbers. */
final class SafeColor {
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z]{3,20}"
              + "|#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})"
              + "|rgba?\\( ?\\d{1,3}(?:, ?\\d{1,3}){2}(?:, ?(?:0|1|0?\\.\\d{1,3}))? ?\\)");

  private SafeColor() {}

  /** The colour as CSS writes it; empty if it is none of these forms. */
  static Optional<String> of(String color) {
    return FORM.matcher(color).matches() ? Optional.of(color) : Optional.empty();
  }
}
