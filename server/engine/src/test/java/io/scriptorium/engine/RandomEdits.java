package io.scriptorium.engine;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Deltas with everything that a delta can hold, fit for no document in particular: for whatever
 * must give back what it was given.
 */
public final class RandomEdits {
  private static final List<String> PIECES =
      List.of(
          "a",
          "word ",
          "\n",
          "\0",
          "\t\"\\",
          "ä€",
          "\ud83d\ude00", // a pair of surrogates: one character outside the basic plane
          "\ud83d", // half of one, as a JSON string may hold it
          "\ude00",
          "e\u0301",
          "\ufffd\uffff\u2028",
          "x".repeat(300));

  private static final double[] NUMBERS = {
    0, 1, 2, 127, 128, -1, 0.5, -0.0, 1e300, Double.MIN_VALUE, 2147483647.0, 2147483648.0, 1L << 53
  };

  private RandomEdits() {}

  /** Some text, not empty. */
  public static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** A member's name: some text, or none, without half a pair, which no delta takes in a name. */
  private static String name(RandomGenerator random) {
    return random.nextInt(4) == 0
        ? ""
        : text(random)
            .codePoints()
            .filter(point -> Character.getType(point) != Character.SURROGATE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /** A delta, now and then without an op, and not always in canonical form. */
  public static Delta delta(RandomGenerator random) {
    List<Op> ops = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      ops.add(op(random));
    }
    return Delta.of(ops);
  }

  private static Op op(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Op.Insert(text(random), attributes(random));
      case 1 -> new Op.Retain(length(random), attributes(random));
      case 2 -> new Op.Delete(length(random));
      default -> {
        Map<String, Value> embed = new LinkedHashMap<>();
        embed.put(name(random), value(random, 3));
        yield new Op.Embed(new Value.Members(embed), attributes(random));
      }
    };
  }

  private static int length(RandomGenerator random) {
    return 1 + (random.nextInt() >>> random.nextInt(6, 32));
  }

  private static Attributes attributes(RandomGenerator random) {
    return random.nextBoolean() ? Attributes.NONE : Attributes.of(members(random, 3));
  }

  private static Map<String, Value> members(RandomGenerator random, int depth) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.put(name(random), value(random, depth - 1));
    }
    return members;
  }

  private static Value value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Value.Null.NULL;
      case 1 -> new Value.Bool(random.nextBoolean());
      case 2 -> new Value.Num(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 3 -> new Value.Text(random.nextInt(4) == 0 ? "" : text(random));
      case 4 -> {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield new Value.Items(items);
      }
      default -> new Value.Members(members(random, depth));
    };
  }
}
