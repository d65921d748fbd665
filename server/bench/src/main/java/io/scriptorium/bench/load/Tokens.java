package io.scriptorium.bench.load;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is typed: texts of eight characters, each with a number of its own, so that whoever gets one
 * knows when it was made. They go in at multiples of eight, so that none ever splits another.
 */
final class Tokens {
  /** How long one is, in UTF-16 code units. */
  static final int LENGTH = 8;

  private static final char MARK = '~';
  private static final int RADIX = 36;

  private long[] made = new long[1 << 12];
  private int count;

  /** Makes the next one, now; returns its number. */
  int make() {
    if (count == made.length) {
      made = Arrays.copyOf(made, 2 * count);
    }
    made[count] = System.nanoTime();
    return count++;
  }

  /** How many were made. */
  int count() {
    return count;
  }

  /** When one was made, as a {@link System#nanoTime}. */
  long made(int token) {
    return made[token];
  }

  /** One as text. */
  static String text(int token) {
    String number = Integer.toString(token, RADIX);
    return MARK + "0".repeat(LENGTH - 2 - number.length()) + number + " ";
  }

  /** The tokens in a text, in their order there. */
  static List<Integer> in(String text) {
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at + LENGTH <= text.length(); at += LENGTH) {
      if (text.charAt(at) == MARK) {
        found.add(Integer.parseInt(text.substring(at + 1, at + LENGTH - 1), RADIX));
      }
    }
    return found;
  }

  /** The tokens that a change puts in. */
  static List<Integer> in(Delta change) {
    List<Integer> found = new ArrayList<>();
    for (Op op : change.ops()) {
      if (op instanceof Op.Insert insert) {
        found.addAll(in(insert.text()));
      }
    }
    return found;
  }
}
