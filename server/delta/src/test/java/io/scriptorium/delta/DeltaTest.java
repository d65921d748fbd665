package io.scriptorium.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a delta is, what it refuses and in which words. */
class DeltaTest {
  private static Op insert(String text) {
    return new Op.Insert(text, Attributes.NONE);
  }

  private static Op retain(int length) {
    return new Op.Retain(length, Attributes.NONE);
  }

  private static Op delete(int length) {
    return new Op.Delete(length);
  }

  private static void refused(String message, Executable construction) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, construction).getMessage());
  }

  @Test
  void refusesEmptyAndNegativeLengths() {
    refused("a retain must be at least 1 long, got 0", () -> retain(0));
    refused("a delete must be at least 1 long, got -3", () -> delete(-3));
    refused("an insert must have text, got an empty string", () -> insert(""));
    refused(
        "an embed must have a member that names it, got {}",
        () -> new Op.Embed(new Value.Members(Map.of()), Attributes.NONE));
  }

  @Test
  void refusesToSpanMoreThanAnInt() {
    refused(
        "a delta spans at most 2147483647 code units, got 2147483648",
        () -> Delta.of(retain(Integer.MAX_VALUE), insert("x")));
    assertEquals(Integer.MAX_VALUE, Delta.of(retain(Integer.MAX_VALUE)).length());
  }

  @Test
  void refusesResultsThatSpanMoreThanAnInt() {
    var bold = Attributes.of("bold", new Value.Bool(true));
    var long1 = Delta.of(new Op.Retain(Integer.MAX_VALUE, bold));
    var thrown =
        assertThrows(
            MisfitException.class, () -> Delta.of(insert("xx")).transform(long1, Priority.FIRST));
    assertEquals(
        "the resulting delta would span 2147483649 code units, a delta spans at most 2147483647",
        thrown.getMessage());
    assertThrows(
        MisfitException.class,
        () -> Delta.of(insert("x")).transformPosition(Integer.MAX_VALUE, Priority.SECOND));
  }

  @Test
  void refusesNumbersThatJsonCannotSpell() {
    refused("a number must be finite, got NaN", () -> new Value.Num(Double.NaN));
    assertEquals(new Value.Num(0.0), new Value.Num(-0.0));
  }

  @Test
  void refusesNamesThatJavaScriptObjectsInherit() {
    refused(
        "an attribute must not have a name that every JavaScript object inherits, got __proto__",
        () -> Attributes.of("__proto__", Value.Null.NULL));
    refused(
        "an attribute must not have a name that every JavaScript object inherits, got constructor",
        () -> Attributes.of(Map.of("constructor", Value.Null.NULL, "bold", Value.Null.NULL)));
  }

  @Test
  void refusesHalfASurrogatePairInAName() {
    refused(
        "a name must not hold half a surrogate pair, got one at index 1",
        () -> Attributes.of("a\ud83d", Value.Null.NULL));
    refused(
        "a name must not hold half a surrogate pair, got one at index 0",
        () -> new Value.Members(Map.of("\ude00", Value.Null.NULL)));
  }

  @Test
  void refusesSlicesAndPositionsThatAreNone() {
    var delta = Delta.of(insert("abc"));
    refused("a slice must have 0 <= start <= end, got start 2 and end 1", () -> delta.slice(2, 1));
    refused(
        "a position must be at least 0, got -1", () -> delta.transformPosition(-1, Priority.FIRST));
    assertEquals(Delta.of(insert("c")), delta.slice(2, 99));
    assertSame(Delta.EMPTY, delta.slice(3, 99));
  }

  @Test
  void refusesTheDifferenceOfChanges() {
    refused(
        "a difference is taken of documents, expected inserts alone, got Delete[length=1]",
        () -> Delta.of(insert("a")).diff(Delta.of(delete(1))));
  }

  @Test
  void keepsItsOpsAsGiven() {
    var raw = List.of(delete(1), insert("x"), insert("y"), retain(2));
    var delta = Delta.of(raw);
    assertEquals(raw, delta.ops());
    assertEquals(Delta.of(insert("xy"), delete(1)), RandomDeltas.canonical(delta));
  }

  @Test
  void rawOrderDecidesWhereAConcurrentInsertEnds() {
    var a = Delta.of(retain(1), insert("A"));
    var insertFirst = Delta.of(insert("B"), delete(1));
    var deleteFirst = Delta.of(delete(1), insert("B"));
    var document = Delta.of(insert("a\n"));
    assertEquals(
        Delta.of(insert("BA\n")),
        document.compose(a).compose(a.transform(insertFirst, Priority.SECOND)));
    assertEquals(
        Delta.of(insert("BA\n")),
        document.compose(a).compose(a.transform(deleteFirst, Priority.SECOND)));
    assertEquals(
        Delta.of(insert("AB\n")),
        document.compose(a).compose(a.transform(deleteFirst, Priority.FIRST)));
  }

  @Test
  void doesNotSeeLaterChangesOfTheListItWasMadeOf() {
    var ops = new ArrayList<>(List.of(insert("x")));
    var array = new Op[] {insert("x")};
    var fromList = Delta.of(ops);
    var fromArray = Delta.of(array);
    ops.set(0, delete(1));
    array[0] = delete(1);
    assertEquals(Delta.of(insert("x")), fromList);
    assertEquals(Delta.of(insert("x")), fromArray);
    assertThrows(UnsupportedOperationException.class, () -> fromList.ops().set(0, delete(1)));
  }

  @Test
  void knowsItsLengths() {
    var delta = Delta.of(retain(2), delete(3), insert("ab"), insert("\ud83d\ude00"));
    assertEquals(9, delta.length());
    assertEquals(5, delta.baseLength());
    assertEquals(1, delta.changeLength());
    assertTrue(delta.deletes());
    assertFalse(Delta.of(retain(1)).deletes());
  }
}
