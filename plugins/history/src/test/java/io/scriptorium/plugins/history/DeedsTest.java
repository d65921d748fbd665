package io.scriptorium.plugins.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scriptorium.plugins.history.Deeds.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeedsTest {
  private static final long SEED =
      Long.getLong("scriptorium.history.seed", new SplittableRandom().nextLong());

  /** More code units than the deeds of one round reach. */
  private static final int LONG_ENOUGH = 8 * 6 * 4;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void theOrderInWhichTheyArePutTogetherDoesNotMatter() {
    for (int round = 0; round < 2_000; round++) {
      Deeds a = deeds();
      Deeds b = deeds();
      Deeds c = deeds();
      assertEquals(a.then(b).then(c), a.then(b.then(c)), () -> a + " " + b + " " + c);
      assertEquals(a.then(b).then(c), Deeds.all(List.of(a, b, c)), () -> "seed " + SEED);
    }
  }

  @Test
  void togetherTheyDoToACodeUnitWhatTheyDoInTurn() {
    for (int round = 0; round < 500; round++) {
      int length = LONG_ENOUGH;
      Model model = new Model(length);
      Deeds together = Deeds.NONE;
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        Deeds next = deeds();
        model.take(next);
        together = together.then(next);
      }
      Model atOnce = new Model(length);
      atOnce.take(together);
      assertEquals(model.now, atOnce.now, () -> "seed " + SEED);
      assertEquals(model.removed, atOnce.removed, () -> "seed " + SEED);
    }
  }

  @Test
  void theirTextIsReadBack() {
    assertEquals(Deeds.NONE, DeedsText.read(DeedsText.write(Deeds.NONE)));
    for (int round = 0; round < 500; round++) {
      Deeds deeds = deeds();
      assertEquals(deeds, DeedsText.read(DeedsText.write(deeds)));
    }
    assertThrows(IllegalArgumentException.class, () -> DeedsText.read("=1"));
    assertThrows(IllegalArgumentException.class, () -> DeedsText.read("[]\n*1"));
  }

  /** A document as a list of code units, each knowing where it comes from and whose it is. */
  private static final class Model {
    private final List<Unit> now = new ArrayList<>();
    private final TreeMap<Integer, String> removed = new TreeMap<>();

    /**
     * @param origin where it was at the beginning; -1 if it is new
     * @param author who wrote it, if it is new, or else formatted it last
     */
    private record Unit(int origin, String author) {}

    Model(int length) {
      for (int i = 0; i < length; i++) {
        now.add(new Unit(i, ""));
      }
    }

    void take(Deeds deeds) {
      int at = 0;
      for (Part part : deeds.parts()) {
        for (int i = 0; i < part.length(); i++) {
          at = step(part, at);
        }
      }
    }

    private int step(Part part, int at) {
      switch (part) {
        case Part.Written(int _, String author) -> now.add(at, new Unit(-1, author));
        case Part.Stayed(int _, String author) -> {
          if (now.get(at).origin() >= 0 && !author.isEmpty()) {
            now.set(at, new Unit(now.get(at).origin(), author));
          }
        }
        case Part.Removed(int _, String author) -> {
          if (now.get(at).origin() >= 0) {
            removed.put(now.get(at).origin(), author);
          }
          now.remove(at);
          return at;
        }
      }
      return at + 1;
    }
  }

  private Deeds deeds() {
    Deeds.Parts parts = new Deeds.Parts();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String author = "abc".substring(random.nextInt(3)).substring(0, 1);
      int length = 1 + random.nextInt(4);
      switch (random.nextInt(4)) {
        case 0 -> parts.add(new Part.Stayed(length, ""));
        case 1 -> parts.add(new Part.Stayed(length, author));
        case 2 -> parts.add(new Part.Removed(length, author));
        default -> parts.add(new Part.Written(length, author));
      }
    }
    return parts.done();
  }
}
