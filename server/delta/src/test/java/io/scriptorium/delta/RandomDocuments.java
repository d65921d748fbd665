package io.scriptorium.delta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random documents and random changes that fit them, surrogate pairs and embeds among them. */
public final class RandomDocuments {
  private static final String[] WORDS = {
    "a", "word", "\n", "two words ", "\uD83D\uDE00", "naïve ", "日本語", "\uD835\uDD38b", "x\ny"
  };

  private final RandomGenerator random;

  /** Draws from this. */
  public RandomDocuments(RandomGenerator random) {
    this.random = random;
  }

  /** Ends in a newline; has about so many ops before it. */
  public Delta document(int ops) {
    List<Op> all = new ArrayList<>();
    for (int i = 0; i < ops; i++) {
      all.add(insert(random.nextInt(20) == 0 ? 300 : 3));
    }
    all.add(new Op.Insert("\n", Attributes.NONE));
    return Delta.of(all);
  }

  /** Fits the document: leaves its last newline alone and cuts no pair. */
  public Delta change(RichText document, int edits) {
    List<Op> ops = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < edits; i++) {
      int start = whole(document, at + random.nextInt(document.length() - at));
      retain(ops, start - at, Attributes.NONE);
      at = whole(document, start + random.nextInt(Math.min(40, document.length() - start)));
      switch (random.nextInt(4)) {
        case 0 -> retain(ops, at - start, change());
        case 1 -> {
          if (at > start) {
            ops.add(new Op.Delete(at - start));
          }
        }
        case 2 -> {
          ops.add(insert(3));
          at = start;
        }
        default -> {
          ops.add(insert(3));
          if (at > start) {
            ops.add(new Op.Delete(at - start));
          }
        }
      }
    }
    return Delta.of(ops);
  }

  private static void retain(List<Op> ops, int length, Attributes attributes) {
    if (length > 0) {
      ops.add(new Op.Retain(length, attributes));
    }
  }

  /** The position itself, or the one before it where it would cut a pair. */
  private static int whole(RichText document, int position) {
    return position > 0 && Character.isLowSurrogate(Node.unitAt(document.root(), position))
        ? position - 1
        : position;
  }

  private Op insert(int words) {
    if (random.nextInt(8) == 0) {
      Value.Text address = new Value.Text("picture-" + random.nextInt(3));
      return new Op.Embed(new Value.Members(Map.of("image", address)), attributes(false));
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(words) + 1; i > 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
    }
    return new Op.Insert(text.toString(), attributes(false));
  }

  private Attributes change() {
    Attributes attributes = attributes(true);
    return attributes.isEmpty() ? Attributes.of(Map.of("bold", Value.Null.NULL)) : attributes;
  }

  /** None, one or two; nulls are rare on inserts and common on retains. */
  Attributes attributes(boolean removes) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = random.nextInt(4) - 1; i > 0; i--) {
      String name = new String[] {"bold", "color", "link"}[random.nextInt(3)];
      boolean nothing = random.nextInt(removes ? 2 : 20) == 0;
      values.put(name, nothing ? Value.Null.NULL : value());
    }
    return Attributes.of(values);
  }

  private Value value() {
    return switch (random.nextInt(5)) {
      case 0 -> new Value.Bool(random.nextBoolean());
      case 1 -> new Value.Num(random.nextInt(3));
      case 2 -> new Value.Items(List.of(new Value.Num(1), new Value.Text("#f00")));
      case 3 -> new Value.Members(Map.of("id", new Value.Text("n" + random.nextInt(2))));
      default -> new Value.Text(random.nextBoolean() ? "" : "https://example.org");
    };
  }
}
