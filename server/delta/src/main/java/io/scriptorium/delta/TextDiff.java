package io.scriptorium.delta;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two texts as people would mark it, and exactly as fast-diff 1.3.0 finds it,
 * which quill-delta's {@code diff} asks: common ends are set aside, a long common middle splits the
 * problem in two, and what remains is Myers' O(ND) search from both ends (E. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", 1986; the steps around it are Neil Fraser's, "Diff
 * Strategies", 2006). {@link DiffMerging} and {@link DiffReading} then tidy the result.
 */
final class TextDiff {
  /** What happens to a stretch of text. */
  enum Fate {
    KEPT,
    DELETED,
    INSERTED
  }

  /** A stretch of text with one fate; changed in place while the result is tidied. */
  static final class Stretch {
    Fate fate;
    String text;

    Stretch(Fate fate, String text) {
      this.fate = fate;
      this.text = text;
    }

    boolean is(Fate expected) {
      return fate == expected;
    }

    int length() {
      return text.length();
    }
  }

  private TextDiff() {}

  /** The stretches that lead from one text to the other, in order; none of them empty. */
  static List<Stretch> between(String before, String after) {
    if (before.equals(after)) {
      return before.isEmpty() ? List.of() : List.of(new Stretch(Fate.KEPT, before));
    }
    var stretches = search(before, after);
    DiffMerging.merge(stretches, DiffMerging.Pairs.KEEP_WHOLE);
    DiffReading.ease(stretches);
    return stretches;
  }

  /** The stretches of a part of the problem, merged but not yet eased. */
  private static List<Stretch> part(String before, String after) {
    if (before.equals(after)) {
      var same = new ArrayList<Stretch>();
      add(same, Fate.KEPT, before);
      return same;
    }
    var stretches = search(before, after);
    DiffMerging.merge(stretches, DiffMerging.Pairs.MAY_SPLIT);
    return stretches;
  }

  private static List<Stretch> search(String before, String after) {
    int prefix = commonPrefix(before, after);
    String restBefore = before.substring(prefix);
    String restAfter = after.substring(prefix);
    int suffix = commonSuffix(restBefore, restAfter);

    var stretches = new ArrayList<Stretch>();
    add(stretches, Fate.KEPT, before.substring(0, prefix));
    stretches.addAll(
        searchMiddle(
            restBefore.substring(0, restBefore.length() - suffix),
            restAfter.substring(0, restAfter.length() - suffix)));
    add(stretches, Fate.KEPT, before.substring(before.length() - suffix));
    return stretches;
  }

  private static void add(List<Stretch> stretches, Fate fate, String text) {
    if (!text.isEmpty()) {
      stretches.add(new Stretch(fate, text));
    }
  }

  private static List<Stretch> searchMiddle(String before, String after) {
    if (before.isEmpty() || after.isEmpty()) {
      return replacement(before, after);
    }
    boolean shrinks = before.length() > after.length();
    String longer = shrinks ? before : after;
    String shorter = shrinks ? after : before;
    int at = longer.indexOf(shorter);
    if (at >= 0) {
      var fate = shrinks ? Fate.DELETED : Fate.INSERTED;
      var stretches = new ArrayList<Stretch>();
      add(stretches, fate, longer.substring(0, at));
      add(stretches, Fate.KEPT, shorter);
      add(stretches, fate, longer.substring(at + shorter.length()));
      return stretches;
    }
    if (shorter.length() == 1) {
      return replacement(before, after);
    }
    var middle = CommonMiddle.of(before, after);
    if (middle == null) {
      return bisect(before, after);
    }
    var stretches = part(middle.beforeHead(), middle.afterHead());
    stretches.add(new Stretch(Fate.KEPT, middle.common()));
    stretches.addAll(part(middle.beforeTail(), middle.afterTail()));
    return stretches;
  }

  private static List<Stretch> replacement(String before, String after) {
    var stretches = new ArrayList<Stretch>();
    add(stretches, Fate.DELETED, before);
    add(stretches, Fate.INSERTED, after);
    return stretches;
  }

  private static List<Stretch> bisect(String before, String after) {
    var snake = MiddleSnake.find(before, after);
    // Where half a surrogate pair stands alone, the search may end where it began.
    if (snake == null || snake.isAtAnEnd(before, after)) {
      return replacement(before, after);
    }
    var stretches = part(before.substring(0, snake.before()), after.substring(0, snake.after()));
    stretches.addAll(part(before.substring(snake.before()), after.substring(snake.after())));
    return stretches;
  }

  /** How many code units both texts begin with, no surrogate pair cut. */
  static int commonPrefix(String one, String two) {
    int most = Math.min(one.length(), two.length());
    int length = 0;
    while (length < most && one.charAt(length) == two.charAt(length)) {
      length++;
    }
    return length > 0 && Character.isHighSurrogate(one.charAt(length - 1)) ? length - 1 : length;
  }

  /** How many code units both texts end with, no surrogate pair cut. */
  static int commonSuffix(String one, String two) {
    int most = Math.min(one.length(), two.length());
    int length = 0;
    while (length < most
        && one.charAt(one.length() - length - 1) == two.charAt(two.length() - length - 1)) {
      length++;
    }
    return length > 0 && Character.isLowSurrogate(one.charAt(one.length() - length))
        ? length - 1
        : length;
  }

  /** A stretch at least half as long as the longer text that both texts have inside. */
  private record CommonMiddle(
      String beforeHead, String beforeTail, String afterHead, String afterTail, String common) {

    static @Nullable CommonMiddle of(String before, String after) {
      if (before.length() > after.length()) {
        return longest(before, after);
      }
      var middle = longest(after, before);
      return middle == null ? null : middle.swapped();
    }

    private CommonMiddle swapped() {
      return new CommonMiddle(afterHead, afterTail, beforeHead, beforeTail, common);
    }

    private static @Nullable CommonMiddle longest(String longer, String shorter) {
      if (longer.length() < 4 || shorter.length() * 2L < longer.length()) {
        return null;
      }
      // A quarter of the longer text that begins at its second or third quarter must be inside.
      var second = around(longer, shorter, (longer.length() + 3) / 4);
      var third = around(longer, shorter, (longer.length() + 1) / 2);
      if (second == null || third == null) {
        return second == null ? third : second;
      }
      return second.common.length() > third.common.length() ? second : third;
    }

    private static @Nullable CommonMiddle around(String longer, String shorter, int seedAt) {
      String seed = longer.substring(seedAt, seedAt + longer.length() / 4);
      int bestLength = 0;
      int bestInLonger = 0;
      int bestInShorter = 0;
      for (int at = shorter.indexOf(seed); at >= 0; at = shorter.indexOf(seed, at + 1)) {
        int ahead = commonPrefix(longer.substring(seedAt), shorter.substring(at));
        int behind = commonSuffix(longer.substring(0, seedAt), shorter.substring(0, at));
        if (bestLength < ahead + behind) {
          bestLength = ahead + behind;
          bestInLonger = seedAt - behind;
          bestInShorter = at - behind;
        }
      }
      if (bestLength * 2L < longer.length()) {
        return null;
      }
      return new CommonMiddle(
          longer.substring(0, bestInLonger),
          longer.substring(bestInLonger + bestLength),
          shorter.substring(0, bestInShorter),
          shorter.substring(bestInShorter + bestLength),
          shorter.substring(bestInShorter, bestInShorter + bestLength));
    }
  }
}
