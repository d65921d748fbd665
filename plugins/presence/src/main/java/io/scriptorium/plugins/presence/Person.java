package io.scriptorium.plugins.presence;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Somebody in a room, as the others are to see him.
 *
 * @param selection empty if he has none, or has not told yet
 * @param top the position of the first line that he sees; empty if he has not told
 * @param typing whether he edited a moment ago
 */
record Person(
    String session,
    String name,
    String color,
    Optional<Selection> selection,
    OptionalInt top,
    boolean typing) {

  static Person arriving(String session, String name, String color) {
    return new Person(session, name, color, Optional.empty(), OptionalInt.empty(), false);
  }

  Person at(Optional<Selection> newSelection, OptionalInt newTop) {
    return new Person(session, name, color, newSelection, newTop, typing);
  }

  Person typing(boolean now) {
    return new Person(session, name, color, selection, top, now);
  }
}
