package io.scriptorium.plugins.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of a text that is what was looked for.
 *
 * @param index where it begins, in UTF-16 code units
 * @param length in UTF-16 code units, at least 1
 */
public record Mark(int index, int length) {
  /** The position after it. */
  int end() {
    return index + length;
  }

  Mark moved(int by) {
    return new Mark(index + by, length);
  }

  /** In order, those that overlap or touch made into one. */
  static List<Mark> merged(List<Mark> marks) {
    List<Mark> merged = new ArrayList<>();
    for (Mark mark : marks.stream().sorted(Comparator.comparingInt(Mark::index)).toList()) {
      Mark last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && mark.index() <= last.end()) {
        int end = Math.max(last.end(), mark.end());
        merged.set(merged.size() - 1, new Mark(last.index(), end - last.index()));
      } else {
        merged.add(mark);
      }
    }
    return merged;
  }
}
