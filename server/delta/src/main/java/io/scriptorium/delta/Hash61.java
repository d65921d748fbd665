package io.scriptorium.delta;

/**
 * The arithmetic of the content hash: a polynomial in a fixed base over the field of integers
 * modulo 2^61 - 1 (a prime, for which reduction is a shift and an addition).
 *
 * <p>A sequence of units with codes {@code e0 e1 e2 ...} hashes to {@code e0 + e1*b + e2*b^2 ...}.
 * So the hash of two sequences after one another follows from theirs, {@code hash(xy) = hash(x) +
 * b^|x| * hash(y)}, however each came about: that makes it independent of a tree's shape. Every
 * value here is in {@code [0, 2^61 - 1)}.
 */
final class Hash61 {
  /** 2^61 - 1, a Mersenne prime. */
  static final long MODULUS = (1L << 61) - 1;

  /** Texts of up to so many units have their powers in tables: the longest leaf, with room. */
  static final int TABLED = 1024;

  /** Drawn at random once; any large number would do. */
  private static final long BASE = 0x0F3A_96C4_17D5_2B8DL;

  private static final long[] POWERS = new long[TABLED + 1];
  private static final long[] INVERSE_POWERS = new long[TABLED + 1];
  private static final long[] POWER_SUMS = new long[TABLED + 1];
  // The powers again, in two halves of 31 and 30 bits: a unit's code times a half, summed over a
  // leaf, stays below 2^63, so that a text is hashed with two reductions instead of one a unit.
  private static final int HALF_BITS = 31;
  private static final int[] LOW_HALVES = new int[TABLED];
  private static final int[] HIGH_HALVES = new int[TABLED];

  static {
    long inverse = power(BASE, MODULUS - 2); // Fermat
    POWERS[0] = 1;
    INVERSE_POWERS[0] = 1;
    for (int i = 0; i < TABLED; i++) {
      LOW_HALVES[i] = (int) (POWERS[i] & ((1L << HALF_BITS) - 1));
      HIGH_HALVES[i] = (int) (POWERS[i] >>> HALF_BITS);
      POWERS[i + 1] = multiply(POWERS[i], BASE);
      INVERSE_POWERS[i + 1] = multiply(INVERSE_POWERS[i], inverse);
      POWER_SUMS[i + 1] = add(POWER_SUMS[i], POWERS[i]);
    }
  }

  private Hash61() {}

  static long add(long a, long b) {
    return reduce(a + b);
  }

  static long subtract(long a, long b) {
    long difference = a - b;
    return difference < 0 ? difference + MODULUS : difference;
  }

  static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return reduce((low & MODULUS) + ((low >>> 61) | (high << 3)));
  }

  /** {@code base^length}, for a length of at most {@link #TABLED}. */
  static long power(int length) {
    return POWERS[length];
  }

  /** What all units of a run of this length add together if each adds 1. */
  static long powerSum(int length) {
    return POWER_SUMS[length];
  }

  /** Moves the hash of something at position {@code length} to the front. */
  static long shiftBack(long hash, int length) {
    return multiply(hash, INVERSE_POWERS[length]);
  }

  /**
   * What the units from {@code start} to {@code end} add to the hash of {@code text}, whose length
   * is at most {@link #TABLED}. A unit's code is its value plus 1, so that no unit is worth
   * nothing.
   */
  static long ofRange(String text, int start, int end) {
    long low = 0;
    long high = 0;
    for (int i = start; i < end; i++) {
      long code = text.charAt(i) + 1L;
      low += code * LOW_HALVES[i];
      high += code * HIGH_HALVES[i];
    }
    return add(fold(low), multiply(fold(high), 1L << HALF_BITS));
  }

  /** Any 64 bits as a well-spread value of the field (the finaliser of SplitMix64). */
  static long spread(long bits) {
    return fold(mix(bits) >>> 1);
  }

  /** A bijection on 64 bits in which every bit depends on every other (SplitMix64, Steele 2014). */
  static long mix(long bits) {
    long z = bits + 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }

  /** Any number that is not negative, modulo 2^61 - 1. */
  private static long fold(long number) {
    return reduce((number & MODULUS) + (number >>> 61));
  }

  private static long reduce(long sum) {
    return sum >= MODULUS ? sum - MODULUS : sum;
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long rest = exponent; rest > 0; rest >>>= 1) {
      if ((rest & 1) == 1) {
        result = multiply(result, square);
      }
      square = multiply(square, square);
    }
    return result;
  }
}
