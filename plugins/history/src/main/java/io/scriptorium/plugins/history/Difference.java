package io.scriptorium.plugins.history;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import java.util.ArrayList;
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
   * @param author who added, removed or reformatted it: his id; empty if that is not known
   */
  record Piece(Op op, Fate fate, String author) {}

  /**
   * Between two documents.
   *
   * @param between takes {@code earlier} to {@code later}
   * @param written who wrote the later document
   * @param removals who removed, or reformatted, what of the earlier document
   */
  static Difference of(
      RichText earlier, Delta between, RichText later, Authorship written, Blame removals) {
    Walk walk = new Walk(earlier, later, written, removals);
    between.ops().forEach(walk::step);
    walk.rest();
    return new Difference(walk.pieces);
  }

  /** Goes along both documents at once. */
  private static final class Walk {
    private final RichText earlier;
    private final RichText later;
    private final Authorship written;
    private final Blame blame;
    private final List<Piece> pieces = new ArrayList<>();
    private int before;
    private int after;

    Walk(RichText earlier, RichText later, Authorship written, Blame blame) {
      this.earlier = earlier;
      this.later = later;
      this.written = written;
      this.blame = blame;
    }

    void step(Op op) {
      int length = op.length();
      switch (op) {
        case Op.Insert insert -> added(length);
        case Op.Embed embed -> added(length);
        case Op.Retain retain -> stays(length, !retain.attributes().isEmpty());
        case Op.Delete delete -> removed(length);
      }
    }

    void rest() {
      stays(earlier.length() - before, false);
    }

    private void added(int length) {
      int start = after;
      for (Authorship.Passage passage : written.passages(start, start + length)) {
        add(later, after, passage.length(), Fate.ADDED, passage.author());
        after += passage.length();
      }
    }

    private void stays(int length, boolean reformatted) {
      if (length > 0 && reformatted) {
        for (Blame.Part part : blame.reformatted(before, before + length)) {
          add(later, after, part.length(), Fate.REFORMATTED, part.author());
          after += part.length();
        }
      } else if (length > 0) {
        add(later, after, length, Fate.KEPT, "");
        after += length;
      }
      before += length;
    }

    private void removed(int length) {
      int start = before;
      for (Blame.Part part : blame.removed(start, start + length)) {
        add(earlier, before, part.length(), Fate.REMOVED, part.author());
        before += part.length();
      }
    }

    private void add(RichText from, int start, int length, Fate fate, String author) {
      from.forEachOp(start, start + length, op -> pieces.add(new Piece(op, fate, author)));
    }
  }
}
