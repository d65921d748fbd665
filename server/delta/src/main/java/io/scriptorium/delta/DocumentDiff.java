package io.scriptorium.delta;

import io.scriptorium.delta.TextDiff.Stretch;

/**
 * What leads from one document to another: the difference of their texts, in which each embed
 * stands as U+0000, and of the attributes of what stays (quill-delta's {@code diff}).
 */
final class DocumentDiff {
  private static final char EMBED = '\0';

  private final OpCursor before;
  private final OpCursor after;
  private final OpBuilder result;

  private DocumentDiff(Op[] from, Op[] to) {
    before = new OpCursor(from);
    after = new OpCursor(to);
    result = new OpBuilder(from.length + to.length);
  }

  static Delta between(Op[] from, Op[] to) {
    var stretches = TextDiff.between(text(from), text(to));
    var diff = new DocumentDiff(from, to);
    stretches.forEach(diff::add);
    return diff.result.chop().build();
  }

  private static String text(Op[] document) {
    var text = new StringBuilder();
    for (var op : document) {
      switch (op) {
        case Op.Insert insert -> text.append(insert.text());
        case Op.Embed _ -> text.append(EMBED);
        case Op.Retain _, Op.Delete _ ->
            throw new IllegalArgumentException(
                "a difference is taken of documents, expected inserts alone, got " + op);
      }
    }
    return text.toString();
  }

  private void add(Stretch stretch) {
    int left = stretch.length();
    while (left > 0) {
      left -=
          switch (stretch.fate) {
            case INSERTED -> insert(left);
            case DELETED -> delete(left);
            case KEPT -> keep(left);
          };
    }
  }

  private int insert(int most) {
    int length = Math.min(after.left(), most);
    result.push(after.next(length));
    return length;
  }

  private int delete(int most) {
    int length = Math.min(before.left(), most);
    before.skip(length);
    result.delete(length);
    return length;
  }

  private int keep(int most) {
    int length = Math.min(Math.min(before.left(), after.left()), most);
    var old = before.next(length);
    var now = after.next(length);
    if (sameContent(old, now)) {
      result.retain(length, old.attributes().diff(now.attributes()));
    } else {
      result.push(now);
      result.delete(length);
    }
    return length;
  }

  /** Whether only the attributes may differ: two embeds both read U+0000, and so may a text. */
  private static boolean sameContent(Op old, Op now) {
    if (old instanceof Op.Embed one && now instanceof Op.Embed two) {
      return one.embed().equals(two.embed());
    }
    return old instanceof Op.Insert && now instanceof Op.Insert;
  }
}
