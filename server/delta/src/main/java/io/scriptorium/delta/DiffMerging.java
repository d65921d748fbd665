package io.scriptorium.delta;

import io.scriptorium.delta.TextDiff.Fate;
import io.scriptorium.delta.TextDiff.Stretch;
import java.util.List;

/**
 * Brings the stretches of a difference to their plain form: between two kept ones at most one
 * deletion and one insertion, in that order and without a common beginning or end, and no kept one
 * that could be spared by shifting an edit (fast-diff's diff_cleanupMerge).
 */
final class DiffMerging {
  /** What becomes of a surrogate pair whose halves have different fates. */
  enum Pairs {
    /** Both halves are replaced. */
    KEEP_WHOLE,
    /** It stays cut: this is a part of a larger problem. */
    MAY_SPLIT
  }

  private final List<Stretch> stretches;
  private final Pairs pairs;
  private int at;
  private int deletions;
  private int insertions;
  private String deleted = "";
  private String inserted = "";

  private DiffMerging(List<Stretch> stretches, Pairs pairs) {
    this.stretches = stretches;
    this.pairs = pairs;
  }

  static void merge(List<Stretch> stretches, Pairs pairs) {
    do {
      new DiffMerging(stretches, pairs).gather();
    } while (shiftEdits(stretches));
  }

  private void gather() {
    stretches.add(new Stretch(Fate.KEPT, ""));
    while (at < stretches.size()) {
      var stretch = stretches.get(at);
      if (at < stretches.size() - 1 && stretch.text.isEmpty()) {
        stretches.remove(at);
        continue;
      }
      switch (stretch.fate) {
        case INSERTED -> {
          insertions++;
          inserted += stretch.text;
          at++;
        }
        case DELETED -> {
          deletions++;
          deleted += stretch.text;
          at++;
        }
        case KEPT -> closeEdit(stretch);
      }
    }
    if (stretches.getLast().text.isEmpty()) {
      stretches.removeLast();
    }
  }

  /** The edits before a kept stretch become one deletion and one insertion. */
  private void closeEdit(Stretch kept) {
    int previous = at - insertions - deletions - 1;
    if (pairs == Pairs.KEEP_WHOLE) {
      previous = takeHalfPairsInto(kept, previous);
    }
    if (at < stretches.size() - 1 && kept.text.isEmpty()) {
      stretches.remove(at);
      return;
    }
    if (!deleted.isEmpty() || !inserted.isEmpty()) {
      if (!deleted.isEmpty() && !inserted.isEmpty()) {
        setCommonEndsAside(kept, previous);
      }
      replaceEdits();
    }
    if (at > 0 && stretches.get(at - 1).is(Fate.KEPT)) {
      stretches.get(at - 1).text += stretches.get(at).text;
      stretches.remove(at);
    } else {
      at++;
    }
    insertions = 0;
    deletions = 0;
    deleted = "";
    inserted = "";
  }

  /**
   * Moves half a pair at the end of the kept stretch before, and at the beginning of this one, into
   * the edit between them.
   *
   * @return the place of the kept stretch that now comes before the edit; -1 if there is none
   */
  private int takeHalfPairsInto(Stretch kept, int previous) {
    int before = previous >= 0 ? takeFromPrevious(previous) : previous;
    if (!kept.text.isEmpty() && Character.isLowSurrogate(kept.text.charAt(0))) {
      String half = kept.text.substring(0, 1);
      kept.text = kept.text.substring(1);
      deleted += half;
      inserted += half;
    }
    return before;
  }

  private int takeFromPrevious(int previous) {
    var stretch = stretches.get(previous);
    int last = stretch.length() - 1;
    if (last < 0 || !Character.isHighSurrogate(stretch.text.charAt(last))) {
      return previous;
    }
    String half = stretch.text.substring(last);
    stretch.text = stretch.text.substring(0, last);
    deleted = half + deleted;
    inserted = half + inserted;
    if (!stretch.text.isEmpty()) {
      return previous;
    }
    // Nothing is kept there any more: the edit before it belongs to this one.
    stretches.remove(previous);
    at--;
    int before = previous - 1;
    if (before >= 0 && stretches.get(before).is(Fate.INSERTED)) {
      insertions++;
      inserted = stretches.get(before).text + inserted;
      before--;
    }
    if (before >= 0 && stretches.get(before).is(Fate.DELETED)) {
      deletions++;
      deleted = stretches.get(before).text + deleted;
      before--;
    }
    return before;
  }

  private void setCommonEndsAside(Stretch kept, int previous) {
    int prefix = TextDiff.commonPrefix(inserted, deleted);
    if (prefix > 0) {
      String common = inserted.substring(0, prefix);
      if (previous >= 0) {
        stretches.get(previous).text += common;
      } else {
        stretches.addFirst(new Stretch(Fate.KEPT, common));
        at++;
      }
      inserted = inserted.substring(prefix);
      deleted = deleted.substring(prefix);
    }
    int suffix = TextDiff.commonSuffix(inserted, deleted);
    if (suffix > 0) {
      kept.text = inserted.substring(inserted.length() - suffix) + kept.text;
      inserted = inserted.substring(0, inserted.length() - suffix);
      deleted = deleted.substring(0, deleted.length() - suffix);
    }
  }

  private void replaceEdits() {
    int count = insertions + deletions;
    at -= count;
    stretches.subList(at, at + count).clear();
    if (!deleted.isEmpty()) {
      stretches.add(at++, new Stretch(Fate.DELETED, deleted));
    }
    if (!inserted.isEmpty()) {
      stretches.add(at++, new Stretch(Fate.INSERTED, inserted));
    }
  }

  /**
   * Shifts a single edit over a kept neighbour that it repeats, so that this one can go: {@code
   * A<ins>BA</ins>C} becomes {@code <ins>AB</ins>AC}.
   *
   * @return whether any was
   */
  private static boolean shiftEdits(List<Stretch> stretches) {
    boolean shifted = false;
    for (int i = 1; i < stretches.size() - 1; i++) {
      var left = stretches.get(i - 1);
      var edit = stretches.get(i);
      var right = stretches.get(i + 1);
      if (!left.is(Fate.KEPT) || !right.is(Fate.KEPT)) {
        continue;
      }
      if (edit.text.endsWith(left.text)) {
        edit.text = left.text + edit.text.substring(0, edit.length() - left.length());
        right.text = left.text + right.text;
        stretches.remove(i - 1);
        shifted = true;
      } else if (edit.text.startsWith(right.text)) {
        left.text += right.text;
        edit.text = edit.text.substring(right.length()) + right.text;
        stretches.remove(i + 1);
        shifted = true;
      }
    }
    return shifted;
  }
}
