package io.scriptorium.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RichTextTest {
  private static final Attributes BOLD = Attributes.of(Map.of("bold", new Value.Bool(true)));
  private static final Attributes NOT_BOLD = Attributes.of(Map.of("bold", Value.Null.NULL));
  private static final Attributes RED = Attributes.of(Map.of("color", new Value.Text("red")));
  private static final Op.Embed PICTURE =
      new Op.Embed(new Value.Members(Map.of("image", new Value.Text("a.png"))), Attributes.NONE);

  /** A grinning face: two code units. */
  private static final String FACE = "\uD83D\uDE00";

  private static Op insert(String text) {
    return new Op.Insert(text, Attributes.NONE);
  }

  private static Op keep(int length) {
    return new Op.Retain(length, Attributes.NONE);
  }

  private static Op delete(int length) {
    return new Op.Delete(length);
  }

  private static RichText document(Op... ops) {
    return RichText.of(Delta.of(ops));
  }

  private static void assertMisfit(String expected, RichText document, Op... change) {
    Delta before = document.toDelta();
    MisfitException misfit =
        assertThrows(MisfitException.class, () -> document.apply(Delta.of(change)));
    assertTrue(String.valueOf(misfit.getMessage()).contains(expected), misfit.getMessage());
    assertEquals(before, document.toDelta());
  }

  @Test
  void newDocumentIsANewline() {
    assertEquals("\n", RichText.empty().text());
    assertEquals(document(insert("\n")), RichText.empty());
  }

  @Test
  void insertsKeepsAndDeletes() {
    RichText document = document(insert("hello world\n"));
    Delta change = Delta.of(keep(6), insert("wide "), keep(5), insert("!"));
    assertEquals("hello wide world!\n", document.apply(change).text());
    assertEquals("world\n", document.apply(Delta.of(delete(6))).text());
  }

  @Test
  void formatsARangeAndMergesItBack() {
    RichText plain = document(insert("hello world\n"));
    RichText bold = plain.apply(Delta.of(keep(6), new Op.Retain(5, BOLD)));
    assertEquals(
        Delta.of(insert("hello "), new Op.Insert("world", BOLD), insert("\n")), bold.toDelta());
    assertEquals(BOLD, bold.attributesAt(6));
    assertEquals(plain, bold.apply(Delta.of(keep(6), new Op.Retain(5, NOT_BOLD))));
  }

  @Test
  void nullAttributeOfAnInsertStaysUntilItIsNamed() {
    RichText document = document(new Op.Insert("a", NOT_BOLD), insert("\n"));
    assertEquals(NOT_BOLD, document.attributesAt(0));
    RichText red = document.apply(Delta.of(new Op.Retain(1, RED)));
    assertTrue(red.attributesAt(0).get("bold").isPresent());
    RichText named = document.apply(Delta.of(new Op.Retain(1, NOT_BOLD)));
    assertEquals(Attributes.NONE, named.attributesAt(0));
  }

  @Test
  void embedsCountOneAndAreNeverJoined() {
    RichText document = document(PICTURE, PICTURE, insert("\n"));
    assertEquals(3, document.length());
    assertEquals("\uFFFC\uFFFC\n", document.text());
    assertEquals(Delta.of(PICTURE, PICTURE, insert("\n")), document.toDelta());
    assertNotEquals(document(insert("\uFFFC\uFFFC\n")).hash(), document.hash());
  }

  @Test
  void emptyChangeGivesTheSameDocument() {
    RichText document = document(insert("a\n"));
    assertSame(document, document.apply(Delta.EMPTY));
    assertSame(document, document.apply(Delta.of(keep(1))));
  }

  @Test
  void everythingMayBeReplaced() {
    RichText document = document(insert("abc\n"));
    assertEquals("x\n", document.apply(Delta.of(delete(4), insert("x\n"))).text());
    assertEquals("x\n", document.apply(Delta.of(insert("x\n"), delete(4))).text());
  }

  @Test
  void refusesWhatReachesPastTheEnd() {
    RichText document = document(insert("abc\n"));
    assertMisfit("got to 5, expected at most 4", document, keep(5));
    assertMisfit("delete at position 2", document, keep(2), delete(3));
    assertMisfit("past the end", document, insert("x"), keep(5));
    assertMisfit("past the end", document, keep(1), delete(Integer.MAX_VALUE - 1));
    assertMisfit("past the end", document, new Op.Retain(Integer.MAX_VALUE, BOLD));
  }

  @Test
  void refusesToLeaveTheEndWithoutANewline() {
    RichText document = document(insert("abc\n"));
    assertMisfit("does not end in a newline", document, keep(3), delete(1));
    assertMisfit("does not end in a newline", document, keep(4), insert("x"));
    assertMisfit("does not end in a newline", document, keep(4), PICTURE);
    assertMisfit("leaves nothing", document, delete(4));
  }

  @Test
  void refusesToLeaveHalfAPair() {
    RichText document = document(insert("a" + FACE + "b\n"));
    assertMisfit("half a surrogate pair", document, keep(1), delete(1));
    assertMisfit("half a surrogate pair", document, keep(2), delete(1));
    assertMisfit("half a surrogate pair", document, keep(2), insert("x"));
    assertMisfit("half a surrogate pair", document, keep(1), new Op.Retain(1, BOLD));
    assertMisfit("half a surrogate pair", document, insert("\uD83D"));
    assertMisfit("half a surrogate pair", document, insert("\uDE00"));
    assertMisfit("half a surrogate pair", document, insert("x\uD83Dy"));
    assertMisfit(
        "half a surrogate pair", document, insert("\uD83D"), new Op.Insert("\uDE00", BOLD));
  }

  @Test
  void takesHalvesThatMakeAWhole() {
    RichText document = document(insert("a" + FACE + "b\n"));
    String other = "\uD83D\uDE01";
    assertEquals(
        "a" + other + "b\n", document.apply(Delta.of(keep(2), insert("\uDE01"), delete(1))).text());
    assertEquals(
        FACE + "a" + FACE + "b\n",
        document.apply(Delta.of(insert("\uD83D"), insert("\uDE00"))).text());
  }

  @Test
  void pairsAreMendedAcrossLeaves() {
    String full = "x".repeat(TextLeaf.MAX_CHARS);
    for (int filled = TextLeaf.MAX_CHARS - 3; filled <= TextLeaf.MAX_CHARS; filled++) {
      RichText document = document(insert(full.substring(0, filled) + FACE + full + "\n"));
      for (int length = 1; length <= 3; length++) {
        String more = "y".repeat(length - 1) + "\uD83D";
        Delta change = Delta.of(keep(filled), insert(more), delete(1));
        RichText after = document.apply(change);
        TreeForm.check(after);
        assertEquals(RichText.of(after.toDelta()).hash(), after.hash());
        assertMisfit("half", after, keep(filled + length), insert("z"));
      }
    }
  }

  @Test
  void ofTakesInsertsAlone() {
    assertThrows(MisfitException.class, () -> document(keep(1), insert("\n")));
    assertThrows(MisfitException.class, () -> document(insert("\n"), delete(1)));
    assertThrows(MisfitException.class, () -> document());
    assertThrows(MisfitException.class, () -> document(insert("a")));
    assertThrows(MisfitException.class, () -> document(insert("\uD83D\n")));
    assertThrows(MisfitException.class, () -> document(insert("\n"), PICTURE));
  }

  @Test
  void rangesMustLieWithin() {
    RichText document = document(insert("abc\n"));
    assertThrows(IndexOutOfBoundsException.class, () -> document.slice(2, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> document.text(3, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> document.attributesAt(4));
  }

  @Test
  void hashTellsOrderTextAndAttributesApart() {
    List<RichText> documents =
        List.of(
            document(insert("ab\n")),
            document(insert("ba\n")),
            document(insert("a\n")),
            document(insert("\0ab\n")),
            document(new Op.Insert("ab", BOLD), insert("\n")),
            document(new Op.Insert("a", BOLD), insert("b\n")),
            document(insert("a"), new Op.Insert("b", BOLD), insert("\n")),
            document(new Op.Insert("ab", RED), insert("\n")),
            document(new Op.Insert("ab", NOT_BOLD), insert("\n")),
            document(PICTURE, insert("b\n")));
    assertEquals(documents.size(), documents.stream().map(RichText::hash).distinct().count());
  }

  @Test
  void typingAtOnePlaceKeepsTheTreeLow() {
    RichText document = document(insert("a".repeat(10_000) + "\n"));
    for (int i = 0; i < 100_000; i++) {
      document = document.apply(Delta.of(keep(5_000 + i), insert("x")));
    }
    TreeForm.check(document);
    assertEquals(110_001, document.length());
  }

  @Test
  void writingAndTakingBackAtOnePlaceLeavesNothingBehind() {
    RichText start = document(insert("a".repeat(1_000) + "\n"));
    RichText document = start;
    for (int i = 0; i < 20_000; i++) {
      Op written = new Op.Insert("xy", i % 2 == 0 ? BOLD : Attributes.NONE);
      document = document.apply(Delta.of(keep(500), written));
      document = document.apply(Delta.of(keep(500), delete(2)));
    }
    TreeForm.check(document);
    assertEquals(start, document);
    assertTrue(document.root().height <= 4, "height " + document.root().height);
  }

  @Test
  void hundredThousandRunsStayLogarithmic() {
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      ops.add(new Op.Insert("word " + i, i % 2 == 0 ? BOLD : RED));
    }
    ops.add(insert("\n"));
    RichText document = RichText.of(Delta.of(ops));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      int at = random.nextInt(document.length());
      document = document.apply(Delta.of(keep(at), new Op.Insert("!", RED)));
    }
    TreeForm.check(document);
    RichText plain =
        document.apply(
            Delta.of(
                new Op.Retain(
                    document.length(),
                    Attributes.of(Map.of("bold", Value.Null.NULL, "color", Value.Null.NULL)))));
    TreeForm.check(plain);
    assertEquals(document.text(), plain.text());
    assertEquals(1, plain.toDelta().ops().size());
  }

  @Test
  void largeDocumentsAreReadAndCutInPlace() {
    String line = "All work and no play makes a dull document.\n";
    RichText document = document(insert(line.repeat(250_000)));
    assertEquals(11_000_000, document.length());
    assertEquals(line, document.text(5_500_000, 5_500_044));
    RichText cut = document.apply(Delta.of(keep(44), delete(11_000_000 - 88)));
    assertEquals(line.repeat(2), cut.text());
    TreeForm.check(document);
    TreeForm.check(cut);
  }
}
