package io.scriptorium.plugins.history;

import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.plugins.history.Deeds.Part;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What lies between two revisions, as one text in which everything stands that either of them has.
 *
 * @param pieces in the order of the text
 */
record Difference(List<Piece> pieces) {
  Difference {
    pieces = List.copyOf(pieces);
  }

  /** What became of a piece. */
  enum Fate {
    /** Both revisions have it, formatted alike. */
    KEPT,
    /** Only the later one has it. */
    ADDED,
    /** Only the earlier one has it. */
    REMOVED,
    /**
     * Both have it, and the later one formats it otherwise; it is shown as the later one has it.
     */
    REFORMATTED
  }

  /**
   * A piece of the text.
   *
   * @param op an insert or an embed
   * @param author who added, removed or last reformatted it: his id; empty if it was kept
   */
  record Piece(Op op, Fate fate, String author) {}

  /**
   * Between two documents.
   *
   * @param deeds what was done to {@code earlier}, which made {@code later} of it
   */
  static Difference of(RichText earlier, Deeds deeds, RichText later) {
    Walk walk = new Walk(earlier, later);
    deeds.parts().forEach(walk::step);
    walk.rest();
    return new Difference(walk.pieces);
  }

  /** Goes along both documents at once. */
  private static final class Walk {
    private final RichText earlier;
    private final RichText later;
    private final List<Piece> pieces = new ArrayList<>();
    private int before;
    private int after;

    Walk(RichText earlier, RichText later) {
      this.earlier = earlier;
      this.later = later;
    }

    void step(Part part) {
      switch (part) {
        case Part.Written(int length, String author) -> {
          add(later, after, length, Fate.ADDED, author);
          after += length;
        }
        case Part.Removed(int length, String author) -> {
          add(earlier, before, length, Fate.REMOVED, author);
          before += length;
        }
        case Part.Stayed(int length, String author) -> stayed(length, author);
      }
    }

    void rest() {
      if (before < earlier.length()) {
        stayed(earlier.length() - before, "");
      }
    }

    private void stayed(int length, String formatter) {
      if (formatter.isEmpty()) {
        add(later, after, length, Fate.KEPT, "");
      } else {
        compared(length, formatter);
      }
      before += length;
      after += length;
    }

    /** What was formatted, and then formatted back, is kept. */
    private void compared(int length, String formatter) {
      Iterator<Op> were = ops(earlier, before, length);
      Iterator<Op> are = ops(later, after, length);
      Op was = were.next();
      Op is = are.next();
      int wasTo = was.length();
      int isTo = is.length();
      int at = 0;
      while (at < length) {
        int to = Math.min(wasTo, isTo);
        boolean alike = was.attributes().equals(is.attributes());
        Fate fate = alike ? Fate.KEPT : Fate.REFORMATTED;
        add(later, after + at, to - at, fate, alike ? "" : formatter);
        at = to;
        if (at == wasTo && were.hasNext()) {
          was = were.next();
          wasTo += was.length();
        }
        if (at == isTo && are.hasNext()) {
          is = are.next();
          isTo += is.length();
        }
      }
    }

    private static Iterator<Op> ops(RichText document, int start, int length) {
      List<Op> ops = new ArrayList<>();
      document.forEachOp(start, start + length, ops::add);
      return ops.iterator();
    }

    private void add(RichText from, int start, int length, Fate fate, String author) {
      from.forEachOp(start, start + length, op -> pieces.add(new Piece(op, fate, author)));
    }
  }
}
