package io.scriptorium.plugins.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Selections against {@code transformPosition}, and against what happens to the text itself. */
class SelectionTest {
  private static final long SEED =
      Long.getLong("scriptorium.presence.seed", new SplittableRandom().nextLong());

  @Test
  void aSelectionHoldsTheSurvivorsOfItsTextOverRandomChanges() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 5_000; round++) {
      // Every code unit of the text is told apart: 'a' + n % 26 would not be, so positions are
      // kept.
      List<Integer> text = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        text.add(i);
      }
      int index = random.nextInt(39);
      Selection selection = new Selection(index, 1 + random.nextInt(39 - index));
      List<Integer> selected = List.copyOf(text.subList(index, index + selection.length()));
      Delta change = change(random, text);
      Selection after = selection.over(change);
      List<Integer> inside = text.subList(after.index(), after.index() + after.length());
      List<Integer> survivors = inside.stream().filter(unit -> unit >= 0).toList();
      List<Integer> expected = selected.stream().filter(text::contains).toList();
      assertEquals(
          expected, survivors, () -> "seed " + SEED + ": " + selection + " over " + change);
      if (!inside.isEmpty()) {
        assertEquals(
            change.transformPosition(index, Priority.SECOND), after.index(), () -> "seed " + SEED);
      }
    }
  }

  /** Makes a random change, to the text as well; what it inserts is -1. */
  private static Delta change(SplittableRandom random, List<Integer> text) {
    List<Op> ops = new ArrayList<>();
    int at = 0;
    int steps = 1 + random.nextInt(4);
    for (int step = 0; step < steps && at < text.size() - 1; step++) {
      int kept = random.nextInt(text.size() - at);
      if (kept > 0) {
        ops.add(new Op.Retain(kept, Attributes.NONE));
        at += kept;
      }
      if (random.nextBoolean()) {
        int length = 1 + random.nextInt(3);
        ops.add(new Op.Insert("x".repeat(length), Attributes.NONE));
        for (int i = 0; i < length; i++) {
          text.add(at++, -1);
        }
      } else if (at < text.size()) {
        int length = 1 + random.nextInt(Math.min(10, text.size() - at));
        ops.add(new Op.Delete(length));
        text.subList(at, at + length).clear();
      }
    }
    return Delta.of(ops);
  }

  @Test
  void aCaretStaysBeforeWhatOthersInsertAndGoesOnBehindItsOwn() {
    Delta insert =
        Delta.of(new Op.Retain(5, Attributes.NONE), new Op.Insert("abc", Attributes.NONE));
    assertEquals(new Selection(5, 0), new Selection(5, 0).over(insert));
    assertEquals(new Selection(8, 0), new Selection(5, 0).overOwn(insert));
  }
}
