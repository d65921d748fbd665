package io.scriptorium.delta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random documents, changes and attributes for tests of every module, all from one seed. The seed
 * is fresh in each run and printed; {@code -Dscriptorium.seed=} replays it. Few texts, names and
 * values are chosen from, so that neighbours often are alike and two changes often meet.
 */
public final class RandomDeltas {
  private static final List<String> TEXTS =
      List.of(
          "a",
          "b",
          "ab",
          "abab",
          "The cat came. ",
          "one two\n",
          "\n",
          "\n\n",
          "\r\n",
          "\u00a0",
          "\u3000",
          "\ufeff",
          "\0",
          "e\u0301",
          "\u4e2d\u6587",
          "\ud83d\ude00",
          "\ud83d\ude01",
          "\ud83c\udf89",
          "x\ud83d\udc68\u200d\ud83d\udc69y");

  private static final Map<String, List<Value>> VALUES =
      new LinkedHashMap<>(
          Map.of(
              "bold",
              List.of(new Value.Bool(true), new Value.Bool(false), Value.Null.NULL),
              "size",
              List.of(new Value.Num(0), new Value.Num(1.5), new Value.Text(""), Value.Null.NULL),
              "color",
              List.of(new Value.Text("red"), new Value.Text("green"), Value.Null.NULL),
              "comment",
              List.of(
                  members("id", new Value.Num(1)),
                  members("id", new Value.Items(List.of(new Value.Num(1), Value.Null.NULL))),
                  new Value.Items(List.of()),
                  Value.Null.NULL)));

  private static final List<Value.Members> EMBEDS =
      List.of(
          members("image", new Value.Text("x")),
          members("image", new Value.Text("y")),
          members("formula", members("tex", new Value.Items(List.of(new Value.Num(-3))))));

  private final RandomGenerator random;

  /** All from this seed. */
  public RandomDeltas(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * The seed of this run for one test: that of {@code -Dscriptorium.seed=}, or a fresh one;
   * printed.
   */
  public static long seed(String test) {
    long seed = Long.getLong("scriptorium.seed", System.nanoTime() & 0xffff_ffffL);
    System.Logger logger = System.getLogger(RandomDeltas.class.getName());
    logger.log(System.Logger.Level.INFO, "{0}: -Dscriptorium.seed={1}", test, Long.toString(seed));
    return seed;
  }

  private static Value.Members members(String name, Value value) {
    return new Value.Members(Map.of(name, value));
  }

  /** What all else is drawn from. */
  public RandomGenerator random() {
    return random;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Attributes, perhaps none. */
  public Attributes attributes(boolean nulls) {
    Map<String, Value> chosen = new LinkedHashMap<>();
    VALUES.forEach((name, values) -> {
      if (chance(0.25)) {
        var value = pick(values);
        if (nulls || value != Value.Null.NULL) {
          chosen.put(name, value);
        }
      }
    });
    return Attributes.of(chosen);
  }

  private Attributes perhapsAttributes(boolean nulls) {
    return chance(0.4) ? attributes(nulls) : Attributes.NONE;
  }

  /** So many pieces of text, one after the other; no half of a surrogate pair among them. */
  public String text(int pieces) {
    var text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(pick(TEXTS));
    }
    return text.toString();
  }

  /** A text or an embed. */
  public Op insert() {
    var attributes = perhapsAttributes(false);
    return chance(0.15)
        ? new Op.Embed(pick(EMBEDS), attributes)
        : new Op.Insert(text(1 + random.nextInt(3)), attributes);
  }

  /** A document in canonical form that ends in a newline. */
  public Delta document() {
    List<Op> ops = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      ops.add(insert());
    }
    ops.add(new Op.Insert("\n", Attributes.NONE));
    return canonical(Delta.of(ops));
  }

  /** A document as somebody may have written it, perhaps empty: neighbours may be alike. */
  public Delta rawDocument() {
    List<Op> ops = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      ops.add(insert());
    }
    return Delta.of(ops);
  }

  /** A change in canonical form that reads no more than this length. */
  public Delta change(long length) {
    return canonical(rawChange(length));
  }

  /**
   * A change that reads no more than this length, its ops in any order: deletes before inserts,
   * neighbours that could be one, retains at the end. It may cut surrogate pairs.
   */
  public Delta rawChange(long length) {
    List<Op> ops = new ArrayList<>();
    long left = length;
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int span = (int) Math.min(left, 1 + random.nextInt(chance(0.2) ? (int) length + 1 : 4));
      double kind = random.nextDouble();
      if (span == 0 || kind < 0.35) {
        ops.add(insert());
      } else {
        ops.add(kind < 0.7 ? new Op.Retain(span, perhapsAttributes(true)) : new Op.Delete(span));
        left -= span;
      }
    }
    return Delta.of(ops);
  }

  /** The same change in canonical form. */
  public static Delta canonical(Delta delta) {
    return Delta.EMPTY.compose(delta);
  }
}
