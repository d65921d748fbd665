package io.scriptorium.delta;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A change to a rich-text document, or a document (a delta of inserts alone): Quill's Delta, with
 * quill-delta 5.1.0's functions, result for result. Immutable; safe for use by any thread.
 *
 * <p>A delta holds its ops exactly as they were given, in canonical form or not: where an edit
 * inserts and deletes at one place, the order in which it says so decides how quill-delta rebases
 * it, and a client that keeps its pending edit in that order must end where the server ends. The
 * functions return what quill-delta returns: canonical where their inputs are (neighbours of one
 * kind and equal attributes are one op, an insert stands before a delete at the same place, and no
 * plain retain comes last), and with what a change does not touch as it was.
 *
 * <p>Texts may hold half a surrogate pair: an edit that replaces only one half of a pair is a good
 * one. Whether a document is left with half a pair shows when the edit, rebased, is applied, and is
 * for {@link RichText#apply} to refuse.
 *
 * <p>A result that would span more than {@link #MAX_LENGTH} is refused with a {@link
 * MisfitException}: no document has room for it.
 */
public final class Delta {
  /** The change that changes nothing. */
  public static final Delta EMPTY = new Delta(new Op[0]);

  /** The most code units that the ops of one delta span together. */
  public static final int MAX_LENGTH = Integer.MAX_VALUE;

  private final Op[] ops;

  private Delta(Op[] ops) {
    this.ops = ops;
  }

  /** The delta of an array that nobody else holds and whose ops span at most what a delta can. */
  static Delta ofOwned(Op[] ops) {
    return ops.length == 0 ? EMPTY : new Delta(ops);
  }

  /**
   * The delta of these ops, in this order.
   *
   * @throws IllegalArgumentException if they span more than {@link #MAX_LENGTH} together
   */
  public static Delta of(List<? extends Op> ops) {
    return checked(ops.toArray(new Op[0]));
  }

  /**
   * The delta of these ops, in this order.
   *
   * @throws IllegalArgumentException if they span more than {@link #MAX_LENGTH} together
   */
  public static Delta of(Op... ops) {
    return checked(Arrays.copyOf(ops, ops.length, Op[].class));
  }

  private static Delta checked(Op[] ops) {
    var delta = ofOwned(ops);
    long length = delta.length();
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a delta spans at most " + MAX_LENGTH + " code units, got " + length);
    }
    return delta;
  }

  /**
   * All of these changes, one after the other, as one; {@link #EMPTY} for none. Folded as a
   * balanced tree, which for n scattered changes costs O(n log n) where one after the other costs
   * O(n²).
   */
  public static Delta composeAll(List<Delta> changes) {
    return switch (changes.size()) {
      case 0 -> EMPTY;
      case 1 -> changes.getFirst();
      default -> {
        int middle = changes.size() / 2;
        yield composeAll(changes.subList(0, middle))
            .compose(composeAll(changes.subList(middle, changes.size())));
      }
    };
  }

  /** The ops, in order; unmodifiable. */
  public List<Op> ops() {
    return Collections.unmodifiableList(Arrays.asList(ops));
  }

  /** Whether there is no op at all. */
  public boolean isEmpty() {
    return ops.length == 0;
  }

  /** How many code units the ops span together: for a document, its length. */
  public long length() {
    long length = 0;
    for (var op : ops) {
      length += op.length();
    }
    return length;
  }

  /** How many code units of the text before this delta reads: its retains and deletes. */
  public long baseLength() {
    long length = 0;
    for (var op : ops) {
      switch (op) {
        case Op.Retain _, Op.Delete _ -> length += op.length();
        case Op.Insert _, Op.Embed _ -> {}
      }
    }
    return length;
  }

  /** How the text's length changes: inserts minus deletes. */
  public long changeLength() {
    long change = 0;
    for (var op : ops) {
      switch (op) {
        case Op.Insert _, Op.Embed _ -> change += op.length();
        case Op.Delete _ -> change -= op.length();
        case Op.Retain _ -> {}
      }
    }
    return change;
  }

  /** Whether any op deletes. */
  public boolean deletes() {
    for (var op : ops) {
      if (op instanceof Op.Delete) {
        return true;
      }
    }
    return false;
  }

  /**
   * This change, then the other, as one: {@code d.compose(a).compose(b)} is {@code
   * d.compose(a.compose(b))}.
   */
  public Delta compose(Delta other) {
    return Algebra.compose(ops, other.ops);
  }

  /**
   * The other change, made concurrently with this one, as it applies after this one: {@code
   * a.compose(a.transform(b, FIRST))} equals {@code b.compose(b.transform(a, SECOND))}.
   */
  public Delta transform(Delta other, Priority priority) {
    return Algebra.transform(ops, other.ops, priority);
  }

  /**
   * Where a position in the text before this change is after it. With {@link Priority#SECOND} an
   * insert right at the position moves it, with {@link Priority#FIRST} the position stays in front:
   * quill-delta's {@code transformPosition(index, priority)}, whose sense is the opposite of {@code
   * transform}'s.
   */
  public int transformPosition(int position, Priority priority) {
    if (position < 0) {
      throw new IllegalArgumentException("a position must be at least 0, got " + position);
    }
    long moved = Algebra.transformPosition(ops, position, priority);
    if (moved > MAX_LENGTH) {
      throw new MisfitException(
          "position " + position + " would move to " + moved + ", expected at most " + MAX_LENGTH);
    }
    return (int) moved;
  }

  /**
   * What undoes this change: {@code base.compose(a).compose(a.invert(base))} equals base.
   *
   * @param base the document that this change is made on
   */
  public Delta invert(Delta base) {
    return Algebra.invert(ops, base.ops);
  }

  /**
   * The change from this document to the other: what fast-diff 1.3.0 finds in their texts, and of
   * what stays the attributes that differ. O(n d) for texts of n code units that differ in d.
   *
   * @throws IllegalArgumentException if either holds anything but inserts
   */
  public Delta diff(Delta other) {
    return DocumentDiff.between(ops, other.ops);
  }

  /** This delta's ops, then the other's, joined where they meet. */
  public Delta concat(Delta other) {
    return Algebra.concat(ops, other.ops);
  }

  /**
   * The part from {@code start} (inclusive) to {@code end} (exclusive), in code units; what lies
   * behind the last op is left out.
   */
  public Delta slice(int start, int end) {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "a slice must have 0 <= start <= end, got start " + start + " and end " + end);
    }
    return Algebra.slice(ops, start, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Delta that && Arrays.equals(ops, that.ops);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ops);
  }

  @Override
  public String toString() {
    return Arrays.toString(ops);
  }
}
