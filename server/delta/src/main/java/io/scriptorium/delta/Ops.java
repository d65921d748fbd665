package io.scriptorium.delta;

/** The checks that several ops share. */
final class Ops {
  private Ops() {}

  static void requireLength(String kind, int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a " + kind + " must be at least 1 long, got " + length);
    }
  }
}
