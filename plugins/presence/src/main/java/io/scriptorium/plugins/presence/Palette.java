package io.scriptorium.plugins.presence;

import java.util.List;
import java.util.Set;

/**
 * The colours that people are told apart by. Each has a contrast of at least 3:1 on white and on
 * the dark theme's sheet, which WCAG asks of a graphical mark, and of 4.5:1 under the white names
 * that are set on it, which it asks of text.
 */
final class Palette {
  private static final List<String> COLORS =
      List.of(
          "#2c75cf", "#ca4658", "#278454", "#935bc7", "#b25f0d", "#148094", "#bb4a95", "#78791d",
          "#5a6cd6", "#b3541e", "#32835e", "#a8558f");

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
