package io.scriptorium.web.rest;

import org.jspecify.annotations.Nullable;

/** What a request's body must have. */
final class Required {
  private Required() {}

  /**
   * A member's value.
   *
   * @throws IllegalArgumentException if the body has none; {@link JsonReader} makes it a 400
   */
  static <T> T member(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("the body must have a member \"" + name + "\"");
    }
    return value;
  }
}
