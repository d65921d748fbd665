package io.scriptorium.delta;

/** The checks that ops and what they carry share. */
final class Ops {
  private Ops() {}

  static void requireLength(String kind, int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a " + kind + " must be at least 1 long, got " + length);
    }
  }

  /** A name with half a pair would come back from UTF-8 as another name. */
  static void requireName(String name) {
    int lone = Surrogates.firstLone(name);
    if (lone >= 0) {
      throw new IllegalArgumentException(
          "a name must not hold half a surrogate pair, got one at index " + lone);
    }
  }
}
