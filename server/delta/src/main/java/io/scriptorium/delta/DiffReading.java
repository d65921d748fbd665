package io.scriptorium.delta;

import io.scriptorium.delta.TextDiff.Fate;
import io.scriptorium.delta.TextDiff.Stretch;
import java.util.List;

/**
 * Makes a difference easy to read (fast-diff's diff_cleanupSemantic): chance matches between large
 * edits are given up, edits are shifted to the bounds of words and lines, and where a deletion ends
 * as the insertion begins, that stretch is kept.
 */
final class DiffReading {
  /** JavaScript's {@code \s}, which is not Java's. */
  private static final String JAVASCRIPT_BLANKS =
      "\t\n\u000b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
          + "\u2028\u2029\u202f\u205f\u3000\ufeff";

  private DiffReading() {}

  static void ease(List<Stretch> stretches) {
    if (giveUpChanceMatches(stretches)) {
      DiffMerging.merge(stretches, DiffMerging.Pairs.MAY_SPLIT);
    }
    alignEdits(stretches);
    keepOverlaps(stretches);
  }

  /** How much is edited on either side of the kept stretch that was met last. */
  private static final class Balance {
    private int insertedBefore;
    private int deletedBefore;
    private int insertedAfter;
    private int deletedAfter;

    void passKept() {
      insertedBefore = insertedAfter;
      deletedBefore = deletedAfter;
      insertedAfter = 0;
      deletedAfter = 0;
    }

    void passEdit(Stretch edit) {
      if (edit.is(Fate.INSERTED)) {
        insertedAfter += edit.length();
      } else {
        deletedAfter += edit.length();
      }
    }

    boolean outweighs(Stretch kept) {
      return kept.length() <= Math.max(insertedBefore, deletedBefore)
          && kept.length() <= Math.max(insertedAfter, deletedAfter);
    }
  }

  /** Edits what is kept between two edits that are both at least as long. */
  private static boolean giveUpChanceMatches(List<Stretch> stretches) {
    boolean changed = false;
    int[] keptAt = new int[2 * stretches.size()];
    // After a match is given up, this goes two down, below 0 too: so does fast-diff, and from where
    // it looks again, on which the result depends, follows from it.
    int depth = 0;
    int lastKept = -1;
    var balance = new Balance();
    for (int i = 0; i < stretches.size(); i++) {
      var stretch = stretches.get(i);
      if (stretch.is(Fate.KEPT)) {
        if (depth >= 0) {
          keptAt[depth] = i;
        }
        depth++;
        lastKept = i;
        balance.passKept();
        continue;
      }
      balance.passEdit(stretch);
      if (lastKept >= 0 && balance.outweighs(stretches.get(lastKept))) {
        var kept = stretches.get(lastKept);
        stretches.add(lastKept, new Stretch(Fate.DELETED, kept.text));
        kept.fate = Fate.INSERTED;
        depth -= 2;
        i = depth > 0 ? keptAt[depth - 1] : -1;
        lastKept = -1;
        balance = new Balance();
        changed = true;
      }
    }
    return changed;
  }

  /** Shifts each single edit between kept stretches to where its bounds read best. */
  private static void alignEdits(List<Stretch> stretches) {
    for (int i = 1; i < stretches.size() - 1; i++) {
      if (stretches.get(i - 1).is(Fate.KEPT) && stretches.get(i + 1).is(Fate.KEPT)) {
        i -= align(stretches, i);
      }
    }
  }

  /** Returns how many stretches went. */
  private static int align(List<Stretch> stretches, int at) {
    var left = stretches.get(at - 1);
    var edit = stretches.get(at);
    var right = stretches.get(at + 1);
    String whole = left.text + edit.text + right.text;
    int length = edit.length();
    int best = bestStart(whole, left.length(), length, right.length(), edit.text, left.text);
    if (best == left.length()) {
      return 0;
    }
    left.text = whole.substring(0, best);
    edit.text = whole.substring(best, best + length);
    right.text = whole.substring(best + length);
    int gone = 0;
    if (right.text.isEmpty()) {
      stretches.remove(at + 1);
      gone++;
    }
    if (left.text.isEmpty()) {
      stretches.remove(at - 1);
      gone++;
    }
    return gone;
  }

  /** Where an edit of this length, which can slide along the text, begins best. */
  private static int bestStart(
      String whole, int leftLength, int length, int rightLength, String edit, String left) {
    int start = leftLength - TextDiff.commonSuffix(left, edit);
    int best = start;
    int bestScore = score(whole, start, length);
    int last = leftLength + rightLength;
    while (start < last && whole.charAt(start) == whole.charAt(start + length)) {
      start++;
      int score = score(whole, start, length);
      // On a tie the later place wins: blanks then follow the word that they belong to.
      if (score >= bestScore) {
        bestScore = score;
        best = start;
      }
    }
    return best;
  }

  private static int score(String whole, int start, int length) {
    return score(whole, 0, start, start + length)
        + score(whole, start, start + length, whole.length());
  }

  /**
   * How good a bound there is at a place between two texts, which begin and end at {@code from} and
   * {@code to}: from 6 (one of them is empty) to 0 (within a word).
   */
  private static int score(String whole, int from, int at, int to) {
    if (at == from || at == to) {
      return 6;
    }
    if (blankLineBefore(whole, from, at) || blankLineBehind(whole, at, to)) {
      return 5;
    }
    char last = whole.charAt(at - 1);
    char first = whole.charAt(at);
    if (isLineBreak(last) || isLineBreak(first)) {
      return 4;
    }
    if (!isAlphanumeric(last) && !isBlank(last) && isBlank(first)) {
      return 3;
    }
    if (isBlank(last) || isBlank(first)) {
      return 2;
    }
    return isAlphanumeric(last) && isAlphanumeric(first) ? 0 : 1;
  }

  private static boolean blankLineBefore(String text, int from, int at) {
    String end = text.substring(Math.max(from, at - 3), at);
    return end.endsWith("\n\n") || end.equals("\n\r\n");
  }

  private static boolean blankLineBehind(String text, int at, int to) {
    String start = text.substring(at, Math.min(to, at + 4)).replace("\r\n", "\n");
    return start.startsWith("\n\n");
  }

  private static boolean isLineBreak(char unit) {
    return unit == '\n' || unit == '\r';
  }

  private static boolean isBlank(char unit) {
    return JAVASCRIPT_BLANKS.indexOf(unit) >= 0;
  }

  private static boolean isAlphanumeric(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9');
  }

  /** Keeps what a deletion ends and the insertion behind it begins with, or the other way round. */
  private static void keepOverlaps(List<Stretch> stretches) {
    int i = 1;
    while (i < stretches.size()) {
      if (stretches.get(i - 1).is(Fate.DELETED) && stretches.get(i).is(Fate.INSERTED)) {
        i += keepOverlap(stretches, i) ? 3 : 2;
      } else {
        i++;
      }
    }
  }

  private static boolean keepOverlap(List<Stretch> stretches, int at) {
    var deletion = stretches.get(at - 1);
    var insertion = stretches.get(at);
    int ahead = overlap(deletion.text, insertion.text);
    int behind = overlap(insertion.text, deletion.text);
    if (!isLarge(Math.max(ahead, behind), deletion, insertion)) {
      return false;
    }
    if (ahead >= behind) {
      keepBetween(stretches, at, deletion, insertion, ahead);
    } else {
      stretches.set(at - 1, insertion);
      stretches.set(at, deletion);
      keepBetween(stretches, at, insertion, deletion, behind);
    }
    return true;
  }

  private static boolean isLarge(int overlap, Stretch deletion, Stretch insertion) {
    return overlap * 2L >= deletion.length() || overlap * 2L >= insertion.length();
  }

  private static void keepBetween(
      List<Stretch> stretches, int at, Stretch first, Stretch second, int overlap) {
    stretches.add(at, new Stretch(Fate.KEPT, second.text.substring(0, overlap)));
    first.text = first.text.substring(0, first.length() - overlap);
    second.text = second.text.substring(overlap);
  }

  /**
   * The length of the longest end of one text that the other begins with (by the prefix function of
   * Knuth, Morris and Pratt).
   */
  private static int overlap(String one, String two) {
    int most = Math.min(one.length(), two.length());
    int[] fallback = new int[most + 1];
    for (int i = 1, matched = 0; i < most; i++) {
      matched = extend(two, fallback, matched, two.charAt(i));
      fallback[i + 1] = matched;
    }
    int matched = 0;
    for (int i = one.length() - most; i < one.length(); i++) {
      matched = extend(two, fallback, matched, one.charAt(i));
    }
    return matched;
  }

  private static int extend(String pattern, int[] fallback, int matched, char next) {
    int length = matched;
    while (length > 0 && pattern.charAt(length) != next) {
      length = fallback[length];
    }
    return pattern.charAt(length) == next ? length + 1 : length;
  }
}
