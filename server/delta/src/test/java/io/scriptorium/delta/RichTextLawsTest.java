package io.scriptorium.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * {@link RichText} against a plain list of units, on random documents and changes. Every run takes
 * a fresh seed and prints it; {@code -Dscriptorium.seed=N} replays it.
 */
class RichTextLawsTest {
  private static final int ROUNDS = 400;
  private static final long SEED = Long.getLong("scriptorium.seed", new Random().nextLong());

  private final RandomGenerator random = new SplittableRandom(SEED);
  private final RandomDocuments documents = new RandomDocuments(random);

  @Test
  void applyDoesWhatItDoesToAListOfUnits() {
    for (int round = 0; round < ROUNDS; round++) {
      Delta start = documents.document(random.nextInt(30));
      RichText document = RichText.of(start);
      Units units = Units.of(start);
      for (int step = 0; step < 20; step++) {
        Delta change = documents.change(document, 1 + random.nextInt(4));
        RichText after = applied(document, change);
        Units expected = units.apply(change);
        String input = input(document, change);
        assertEquals(expected, Units.of(after.toDelta()), input);
        assertEquals(RichText.of(after.toDelta()).hash(), after.hash(), input);
        assertEquals(units, Units.of(document.toDelta()), () -> "old version changed: " + input);
        TreeForm.check(after);
        document = after;
        units = expected;
      }
    }
  }

  @Test
  void applyIsComposeOnADocument() {
    for (int round = 0; round < ROUNDS; round++) {
      RichText document = RichText.of(documents.document(random.nextInt(30)));
      Delta change = documents.change(document, 1 + random.nextInt(6));
      RichText composed = RichText.of(document.toDelta().compose(change));
      RichText after = applied(document, change);
      assertEquals(composed.toDelta(), after.toDelta(), input(document, change));
      assertEquals(composed.hash(), after.hash(), input(document, change));
    }
  }

  @Test
  void oldVersionsStayAsTheyWere() {
    RichText document = RichText.of(documents.document(50));
    List<RichText> versions = new ArrayList<>();
    List<Delta> contents = new ArrayList<>();
    for (int step = 0; step < 500; step++) {
      versions.add(document);
      contents.add(document.toDelta());
      document = applied(document, documents.change(document, 2));
    }
    for (int step = 0; step < versions.size(); step++) {
      assertEquals(contents.get(step), versions.get(step).toDelta(), "seed " + SEED);
    }
  }

  @Test
  void hashesAreEqualExactlyWhereContentsAre() {
    for (int round = 0; round < ROUNDS; round++) {
      RichText one = RichText.of(documents.document(3));
      RichText other = random.nextBoolean() ? one : RichText.of(documents.document(3));
      RichText changed = applied(other, documents.change(other, 1));
      boolean same = Units.of(one.toDelta()).equals(Units.of(changed.toDelta()));
      String input = "seed %d: %s and %s".formatted(SEED, one.toDelta(), changed.toDelta());
      if (same) {
        assertEquals(one.hash(), changed.hash(), input);
        assertEquals(one, changed, input);
      } else {
        assertNotEquals(one.hash(), changed.hash(), input);
        assertNotEquals(one, changed, input);
      }
    }
  }

  @Test
  void readsAnyRange() {
    for (int round = 0; round < ROUNDS; round++) {
      RichText document = RichText.of(documents.document(20));
      Units units = Units.of(document.toDelta());
      int start = random.nextInt(document.length());
      int end = start + random.nextInt(document.length() - start + 1);
      String range = "seed %d: %d to %d of %s".formatted(SEED, start, end, document.toDelta());
      assertEquals(
          units.units().subList(start, end), Units.of(document.slice(start, end)).units(), range);
      assertEquals(document.text().substring(start, end), document.text(start, end), range);
      assertEquals(
          units.units().get(start).attributes(), document.attributesAt(start).asMap(), range);
    }
  }

  @Test
  void toDeltaIsCanonical() {
    RichText document = RichText.of(documents.document(2_000));
    for (int step = 0; step < 200; step++) {
      document = applied(document, documents.change(document, 5));
    }
    List<Op> ops = document.toDelta().ops();
    for (int i = 1; i < ops.size(); i++) {
      if (ops.get(i - 1) instanceof Op.Insert before && ops.get(i) instanceof Op.Insert after) {
        assertNotEquals(before.attributes(), after.attributes(), "seed " + SEED + ", op " + i);
      }
    }
  }

  private static RichText applied(RichText document, Delta change) {
    try {
      return document.apply(change);
    } catch (RuntimeException e) {
      throw new AssertionError(input(document, change), e);
    }
  }

  /** For pasting. */
  private static String input(RichText document, Delta change) {
    return "seed %d: %s.apply(%s)".formatted(SEED, document.toDelta(), change);
  }
}
