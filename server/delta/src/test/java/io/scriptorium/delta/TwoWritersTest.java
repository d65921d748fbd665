package io.scriptorium.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The example of the package's documentation. */
class TwoWritersTest {
  @Test
  void bothOrdersEndAlike() {
    // @start region="converge"
    var document = Delta.of(new Op.Insert("Gandalf the Grey\n", Attributes.NONE));
    var bold = Attributes.of("bold", new Value.Bool(true));
    var makeBold = Delta.of(new Op.Retain(7, bold));
    var makeWhite =
        Delta.of(
            new Op.Retain(12, Attributes.NONE),
            new Op.Insert("White", Attributes.NONE),
            new Op.Delete(4));

    var one = document.compose(makeBold).compose(makeBold.transform(makeWhite, Priority.FIRST));
    var other = document.compose(makeWhite).compose(makeWhite.transform(makeBold, Priority.SECOND));
    // Both are "Gandalf" in bold, then " the White\n".
    // @end
    var expected =
        Delta.of(new Op.Insert("Gandalf", bold), new Op.Insert(" the White\n", Attributes.NONE));
    assertEquals(expected, one);
    assertEquals(expected, other);
  }
}
