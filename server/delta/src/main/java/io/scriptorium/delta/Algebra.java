package io.scriptorium.delta;

/**
 * What {@link Delta}'s functions do, each one loop over {@link OpCursor}s that cut the ops of both
 * sides to equal lengths (quill-delta 5.1.0, Delta.ts).
 */
final class Algebra {
  private Algebra() {}

  static Delta compose(Op[] first, Op[] second) {
    var before = new OpCursor(first);
    var after = new OpCursor(second);
    var result = new OpBuilder(first.length + second.length + 1);
    passUntouchedInserts(before, after, second, result);
    while (before.hasNext() || after.hasNext()) {
      if (after.atInsert()) {
        result.push(after.next());
      } else if (before.atDelete()) {
        result.push(before.next());
      } else if (composeOne(before, after, result) && !after.hasNext()) {
        appendRest(before, first, result);
        break;
      }
    }
    return result.chop().build();
  }

  /**
   * Takes over, as they are, the inserts that a leading plain retain passes: for a document most of
   * it. They are not joined anew, nor does quill-delta.
   */
  private static void passUntouchedInserts(
      OpCursor before, OpCursor after, Op[] second, OpBuilder result) {
    if (second.length == 0
        || !(second[0] instanceof Op.Retain retain)
        || !retain.attributes().isEmpty()) {
      return;
    }
    int left = retain.length();
    while (before.hasNext() && before.atInsert() && before.left() <= left) {
      left -= before.left();
      result.addInsert(before.next());
    }
    if (left < retain.length()) {
      after.skip(retain.length() - left);
    }
  }

  /** Whether the step ended in a retained op that stands last in the result as it came. */
  private static boolean composeOne(OpCursor before, OpCursor after, OpBuilder result) {
    int length = Math.min(before.left(), after.left());
    if (after.atDelete()) {
      // What was inserted and is deleted again leaves no trace.
      if (before.atRetain()) {
        result.delete(length);
      }
      before.skip(length);
      after.skip(length);
      return false;
    }
    boolean last;
    if (before.atRetain()) {
      var attributes = before.attributes().compose(after.attributes(), Attributes.Nulls.KEEP);
      last = result.retain(length, attributes);
      before.skip(length);
    } else {
      var attributes = before.attributes().compose(after.attributes(), Attributes.Nulls.DROP);
      last = result.push(formatted(before.next(length), attributes));
    }
    after.skip(length);
    return last;
  }

  private static Op formatted(Op insert, Attributes attributes) {
    return switch (insert) {
      case Op.Insert text ->
          text.attributes().equals(attributes) ? text : new Op.Insert(text.text(), attributes);
      case Op.Embed embed ->
          embed.attributes().equals(attributes) ? embed : new Op.Embed(embed.embed(), attributes);
      case Op.Retain _, Op.Delete _ -> insert;
    };
  }

  /** Takes over what a change without further ops leaves alone, the first of it joined. */
  private static void appendRest(OpCursor before, Op[] first, OpBuilder result) {
    if (!before.hasNext()) {
      return;
    }
    result.push(before.next());
    result.addAll(first, before.index());
  }

  static Delta transform(Op[] ours, Op[] theirs, Priority priority) {
    var here = new OpCursor(ours);
    var there = new OpCursor(theirs);
    var result = new OpBuilder(ours.length + theirs.length + 1);
    // Behind the last of their ops only plain retains would follow, and they would be chopped.
    while (there.hasNext()) {
      if (here.atInsert() && (priority == Priority.FIRST || !there.atInsert())) {
        result.retain(here.left(), Attributes.NONE);
        here.skipOp();
      } else if (there.atInsert()) {
        result.push(there.next());
      } else {
        transformOne(here, there, priority, result);
      }
    }
    return result.chop().build();
  }

  private static void transformOne(
      OpCursor here, OpCursor there, Priority priority, OpBuilder result) {
    int length = Math.min(here.left(), there.left());
    // What we deleted, they can neither delete nor format any more.
    if (!here.atDelete()) {
      if (there.atDelete()) {
        result.delete(length);
      } else {
        result.retain(length, here.attributes().transform(there.attributes(), priority));
      }
    }
    here.skip(length);
    there.skip(length);
  }

  static long transformPosition(Op[] ops, int position, Priority priority) {
    long moved = position;
    long offset = 0;
    for (var op : ops) {
      if (offset > moved) {
        break;
      }
      if (op instanceof Op.Delete) {
        moved -= Math.min(op.length(), moved - offset);
        continue;
      }
      boolean inserts = !(op instanceof Op.Retain);
      if (inserts && (offset < moved || priority == Priority.SECOND)) {
        moved += op.length();
      }
      offset += op.length();
    }
    return moved;
  }

  static Delta invert(Op[] ops, Op[] base) {
    var there = new OpCursor(base);
    var result = new OpBuilder(ops.length + 4);
    for (var op : ops) {
      switch (op) {
        case Op.Insert _, Op.Embed _ -> result.delete(op.length());
        case Op.Retain retain -> invertRetain(retain, there, result);
        case Op.Delete delete -> restore(delete.length(), there, result);
      }
    }
    return result.chop().build();
  }

  private static void invertRetain(Op.Retain retain, OpCursor base, OpBuilder result) {
    if (retain.attributes().isEmpty()) {
      result.retain(retain.length(), Attributes.NONE);
      pass(retain.length(), base);
      return;
    }
    int left = retain.length();
    while (left > 0 && base.hasNext()) {
      int length = Math.min(left, base.left());
      result.retain(length, retain.attributes().invert(base.attributes()));
      base.skip(length);
      left -= length;
    }
  }

  private static void restore(int deleted, OpCursor base, OpBuilder result) {
    int left = deleted;
    while (left > 0 && base.hasNext()) {
      int length = Math.min(left, base.left());
      result.push(base.next(length));
      left -= length;
    }
  }

  private static void pass(int passed, OpCursor cursor) {
    int left = passed;
    while (left > 0 && cursor.hasNext()) {
      int length = Math.min(left, cursor.left());
      cursor.skip(length);
      left -= length;
    }
  }

  static Delta concat(Op[] first, Op[] second) {
    var result = new OpBuilder(first.length + second.length);
    result.addAll(first, 0);
    if (second.length > 0) {
      result.push(second[0]);
      result.addAll(second, 1);
    }
    return result.build();
  }

  static Delta slice(Op[] ops, int start, int end) {
    var cursor = new OpCursor(ops);
    pass(start, cursor);
    var result = new OpBuilder(4);
    int left = end - start;
    while (left > 0 && cursor.hasNext()) {
      int length = Math.min(left, cursor.left());
      result.add(cursor.next(length));
      left -= length;
    }
    return result.build();
  }
}
