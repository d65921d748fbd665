package io.scriptorium.delta;

/**
 * A place in a list of ops that cuts them to any length: what makes {@code compose}, {@code
 * transform} and {@code diff} one loop each (quill-delta's OpIterator.ts). Behind the last op
 * stands an endless plain retain, so that two lists of different lengths need no case of their own.
 */
final class OpCursor {
  /** What {@link #left} says behind the last op. */
  static final int ENDLESS = Integer.MAX_VALUE;

  private enum Kind {
    INSERT,
    RETAIN,
    DELETE
  }

  private static final Op END = new Op.Retain(ENDLESS, Attributes.NONE);

  private final Op[] ops;
  private int index;
  private Op op = END;
  private Kind kind = Kind.RETAIN;
  private int left = ENDLESS;

  OpCursor(Op[] ops) {
    this.ops = ops;
    load();
  }

  private void load() {
    op = index < ops.length ? ops[index] : END;
    kind = kindOf(op);
    left = op.length();
  }

  private static Kind kindOf(Op op) {
    return switch (op) {
      case Op.Insert _, Op.Embed _ -> Kind.INSERT;
      case Op.Retain _ -> Kind.RETAIN;
      case Op.Delete _ -> Kind.DELETE;
    };
  }

  boolean hasNext() {
    return index < ops.length;
  }

  boolean atInsert() {
    return kind == Kind.INSERT;
  }

  boolean atRetain() {
    return kind == Kind.RETAIN;
  }

  boolean atDelete() {
    return kind == Kind.DELETE;
  }

  /** How much of the current op is still ahead; {@link #ENDLESS} behind the last. */
  int left() {
    return left;
  }

  Attributes attributes() {
    return op.attributes();
  }

  /** How many ops lie before the current one. */
  int index() {
    return index;
  }

  /** Whether nothing of the current op has been passed. */
  boolean atStartOfOp() {
    return left == op.length();
  }

  /** Passes {@code length} code units of the current op, at most what is {@link #left}. */
  void skip(int length) {
    if (length < left) {
      left -= length;
    } else {
      skipOp();
    }
  }

  /** Passes all that is left of the current op. */
  void skipOp() {
    if (index < ops.length) {
      index++;
      load();
    }
  }

  /** The next {@code length} code units of the current op as an op of their own; does not move. */
  Op peek(int length) {
    if (length == op.length()) {
      return op;
    }
    return switch (op) {
      case Op.Insert insert -> {
        int start = insert.length() - left;
        yield new Op.Insert(insert.text().substring(start, start + length), insert.attributes());
      }
      case Op.Embed embed -> embed;
      case Op.Retain retain -> new Op.Retain(length, retain.attributes());
      case Op.Delete _ -> new Op.Delete(length);
    };
  }

  /** The next {@code length} code units of the current op as an op of their own; passes them. */
  Op next(int length) {
    var next = peek(length);
    skip(length);
    return next;
  }

  /** All that is left of the current op as an op of its own; passes it. */
  Op next() {
    return next(left);
  }
}
