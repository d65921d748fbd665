package io.scriptorium.bench;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Documents and edits that the benchmarks measure with. */
final class Edits {
  private static final String LINE = "It was a dark and stormy night; the rain fell in torrents.\n";

  private Edits() {}

  /** A plain text of so many code units, in lines. */
  static Delta plain(int length) {
    String text = LINE.repeat(length / LINE.length() + 1).substring(0, length - 1) + "\n";
    return Delta.of(new Op.Insert(text, Attributes.NONE));
  }

  /** A document of so many runs of ten letters, no two neighbours of one format. */
  static Delta runs(int count) {
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Value size = new Value.Num(i % 7);
      ops.add(new Op.Insert("ten chars ", Attributes.of(Map.of("size", size))));
    }
    ops.add(new Op.Insert("\n", Attributes.NONE));
    return Delta.of(ops);
  }

  /** One letter, put at a place above 0. */
  static Delta keystroke(int place) {
    return Delta.of(new Op.Retain(place, Attributes.NONE), new Op.Insert("x", Attributes.NONE));
  }

  /** So many letters, one change each, the i-th at the place of i. */
  static List<Delta> keystrokes(int count, IntUnaryOperator place) {
    List<Delta> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(keystroke(place.applyAsInt(i)));
    }
    return changes;
  }
}
