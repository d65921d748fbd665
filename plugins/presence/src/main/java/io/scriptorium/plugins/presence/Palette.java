package io.scriptorium.plugins.presence;

import java.util.List;
import java.util.Set;

/**
 * The colours that people are told apart by. Each has a contrast of at least 3:1 on white and on
 * the dark theme's sheet, which WCAG asks of a graphical mark; names beside them are set in black
 * or white, whichever reads better.
 */
final class Palette {
  private static final List<String> COLORS =
      List.of(
          "#2f7bd9", "#d1495b", "#2a8f5b", "#9a5fd0", "#c2680f", "#15869b", "#c64f9e", "#7d7f1f",
          "#5d6fdc", "#b3541e", "#33855f", "#a8558f");

  private Palette() {}

  /**
   * A colour for somebody: the same one at each visit, unless another person in the room has it and
   * there is one that nobody has.
   */
  static String colorOf(String person, Set<String> taken) {
    int first = Math.floorMod(person.hashCode(), COLORS.size());
    for (int i = 0; i < COLORS.size(); i++) {
      String color = COLORS.get((first + i) % COLORS.size());
      if (!taken.contains(color)) {
        return color;
      }
    }
    return COLORS.get(first);
  }

  static List<String> colors() {
    return COLORS;
  }
}
