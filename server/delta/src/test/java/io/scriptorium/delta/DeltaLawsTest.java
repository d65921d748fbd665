package io.scriptorium.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The laws of the algebra, on random documents and changes, canonical and raw ones. A failure
 * prints the seed and the case as code.
 */
class DeltaLawsTest {
  private static final int CASES = 4_000;

  private static final long SEED = RandomDeltas.seed("DeltaLawsTest");
  private final RandomDeltas random = new RandomDeltas(SEED);

  private Delta change(Delta document) {
    long length = document.length();
    return random.random().nextBoolean() ? random.change(length) : random.rawChange(length);
  }

  private void same(Delta expected, Delta actual, Delta... given) {
    assertEquals(
        RandomDeltas.canonical(expected),
        RandomDeltas.canonical(actual),
        () -> {
          var message = new StringBuilder("-Dscriptorium.seed=" + SEED);
          for (var delta : given) {
            message.append('\n').append(AsCode.of(delta)).append(';');
          }
          return message.append('\n').toString();
        });
  }

  @Test
  void concurrentDeltasConverge() {
    for (int i = 0; i < CASES; i++) {
      var d = random.document();
      var a = change(d);
      var b = change(d);
      same(
          a.compose(a.transform(b, Priority.FIRST)),
          b.compose(b.transform(a, Priority.SECOND)),
          d,
          a,
          b);
    }
  }

  @Test
  void composeIsApplyingInTurn() {
    for (int i = 0; i < CASES; i++) {
      var d = random.document();
      var a = change(d);
      var after = d.compose(a);
      var b = change(after);
      same(after.compose(b), d.compose(a.compose(b)), d, a, b);
    }
  }

  @Test
  void composeIsAssociative() {
    for (int i = 0; i < CASES; i++) {
      var d = random.document();
      var a = change(d);
      var b = change(d.compose(a));
      var c = change(d.compose(a).compose(b));
      same(a.compose(b).compose(c), a.compose(b.compose(c)), a, b, c);
    }
  }

  @Test
  void composeAllIsComposingInTurn() {
    for (int i = 0; i < CASES / 10; i++) {
      var d = random.document();
      var changes = new ArrayList<Delta>();
      var inTurn = Delta.EMPTY;
      for (int n = random.random().nextInt(12); n > 0; n--) {
        var next = change(d.compose(inTurn));
        changes.add(next);
        inTurn = inTurn.compose(next);
      }
      same(inTurn, Delta.composeAll(changes), changes.toArray(Delta[]::new));
    }
  }

  @Test
  void invertUndoes() {
    for (int i = 0; i < CASES; i++) {
      var d = random.document();
      var a = change(d);
      same(d, d.compose(a).compose(a.invert(d)), d, a);
    }
  }

  @Test
  void diffLeadsFromOneToTheOther() {
    for (int i = 0; i < CASES; i++) {
      var a = random.document();
      var b = random.random().nextBoolean() ? random.document() : a.compose(change(a));
      same(b, a.compose(a.diff(b)), a, b);
    }
  }

  @Test
  void sliceAndConcatAreInverse() {
    for (int i = 0; i < CASES; i++) {
      var d = random.document();
      int length = (int) d.length();
      int cut = random.random().nextInt(length + 1);
      same(d, d.slice(0, cut).concat(d.slice(cut, length)), d);
    }
  }

  @Test
  void positionsGoWithTheTextBehindThem() {
    for (int i = 0; i < CASES; i++) {
      var d = random.document();
      var a = change(d);
      int position = random.random().nextInt((int) d.length() + 1);
      int there = a.transformPosition(position, Priority.SECOND);
      // If what stands at the position survives, deleting it is an edit at the new position.
      var moved = a.transform(deletionAt(position), Priority.FIRST);
      if (moved.deletes()) {
        assertEquals(moved.baseLength() - 1, there, () -> SEED + " " + AsCode.of(a));
      }
    }
  }

  private static Delta deletionAt(int position) {
    var deletion = new Op.Delete(1);
    return position == 0
        ? Delta.of(deletion)
        : Delta.of(new Op.Retain(position, Attributes.NONE), deletion);
  }

  @Test
  void leavesInputsAlone() {
    for (int i = 0; i < CASES / 10; i++) {
      var d = random.document();
      var a = change(d);
      var b = change(d);
      var before = List.of(AsCode.of(d), AsCode.of(a), AsCode.of(b));
      var unused =
          List.of(
              d.compose(a),
              a.transform(b, Priority.FIRST),
              a.invert(d),
              d.diff(d.compose(b)),
              a.concat(b),
              a.slice(0, 1));
      assertEquals(6, unused.size());
      assertEquals(before, List.of(AsCode.of(d), AsCode.of(a), AsCode.of(b)));
    }
  }

  @Test
  void staysCanonical() {
    for (int i = 0; i < CASES; i++) {
      var d = random.document();
      var a = random.change(d.length());
      var b = random.change(d.length());
      for (var result :
          List.of(
              d.compose(a),
              a.compose(a.transform(b, Priority.SECOND)),
              a.transform(b, Priority.FIRST),
              a.invert(d),
              d.diff(d.compose(b)))) {
        assertEquals(
            RandomDeltas.canonical(result),
            result,
            () -> SEED + "\n" + AsCode.of(d) + ";\n" + AsCode.of(a) + ";\n" + AsCode.of(b) + ";");
      }
    }
  }

  @Test
  void allPeersAgree() {
    for (int i = 0; i < CASES / 40; i++) {
      var peers = new Peers(random, 2 + random.random().nextInt(4));
      peers.run(60);
      for (var text : peers.documents()) {
        same(peers.log(), text);
      }
    }
  }
}
