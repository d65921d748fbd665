package io.scriptorium.plugin.testkit;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Texts and edits as people make them, and as they do not: many scripts, embeds, odd formats. */
final class RandomWriting {
  /** Stands in much of what is written, and should never stand in a log. */
  static final String SECRET = "xyzzy";

  private static final int PASTED_CHARS = 50_000;

  private static final List<String> TEXTS =
      List.of(
          "a",
          "word ",
          "two words. ",
          SECRET + " ",
          "\n",
          "\n\n",
          "\t",
          "\u00a0",
          "\u0000",
          "naïve café ",
          "مرحبا بالعالم ",
          "日本語の文章です。",
          "中文 ",
          "e\u0301",
          "\u202e",
          "\ufeff",
          "\ud83d\ude00",
          "\ud83d\udc68\u200d\ud83d\udc69",
          "<b>&amp;</b>",
          "${x} %s {0} ",
          "' OR 1=1",
          "https://example.org/?q=1#x ",
          "@Ada ",
          "1,234.5 ",
          "#tag ");

  private static final List<Attributes> FORMATS =
      List.of(
          Attributes.NONE,
          Attributes.NONE,
          Attributes.NONE,
          Attributes.of("bold", new Value.Bool(true)),
          Attributes.of("header", new Value.Num(2)),
          Attributes.of("list", new Value.Text("checked")),
          Attributes.of("link", new Value.Text("javascript:alert(1)")),
          Attributes.of("unheard-of", new Value.Items(List.of(Value.Null.NULL))));

  private static final List<Value.Members> EMBEDS =
      List.of(
          new Value.Members(Map.of("image", new Value.Text("data:,x"))),
          new Value.Members(Map.of("formula", new Value.Text("x^2"))),
          new Value.Members(Map.of("unheard-of", new Value.Members(Map.of()))));

  private final RandomGenerator random;

  RandomWriting(RandomGenerator random) {
    this.random = random;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A text of a few pieces; now and then a very long one. */
  String text() {
    var text = new StringBuilder();
    for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
      text.append(pick(TEXTS));
    }
    return random.nextInt(200) == 0
        ? text.toString().repeat(1 + PASTED_CHARS / text.length())
        : text.toString();
  }

  /** An edit that fits the document: its last newline stays, no surrogate pair is cut. */
  Delta edit(String document) {
    List<Op> ops = new ArrayList<>();
    int end = document.length() - 1;
    int at = whole(document, random.nextInt(end + 1));
    int span = whole(document, at + random.nextInt(end - at + 1)) - at;
    if (at > 0) {
      ops.add(new Op.Retain(at, Attributes.NONE));
    }
    double kind = random.nextDouble();
    if (kind < 0.25 && span > 0) {
      ops.add(new Op.Delete(random.nextInt(4) == 0 ? span : smaller(document, at, span)));
    } else if (kind < 0.35 && span > 0) {
      ops.add(new Op.Retain(span, format()));
    } else if (kind < 0.45) {
      ops.add(new Op.Embed(pick(EMBEDS), format()));
    } else {
      ops.add(new Op.Insert(text(), format()));
    }
    return Delta.of(ops);
  }

  private Attributes format() {
    return pick(FORMATS);
  }

  private static int smaller(String document, int at, int span) {
    return Math.max(1, whole(document, at + Math.min(span, 8)) - at);
  }

  /** The position itself, or the one before it where it would cut a pair. */
  private static int whole(String document, int position) {
    return position > 0 && Character.isLowSurrogate(document.charAt(position))
        ? position - 1
        : position;
  }
}
