package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import java.util.function.Supplier;

/** Tells bytes that were damaged on the disk from mistakes in a program. */
final class Damage {
  private Damage() {}

  /**
   * What was decoded.
   *
   * @throws StoreException if the bytes hold nothing that could have been encoded
   */
  static <T> T checked(Supplier<T> decoding) {
    try {
      return decoding.get();
    } catch (IllegalArgumentException | ArithmeticException damaged) {
      throw new StoreException(
          "The database holds a damaged entry. It has to be restored from a backup.", damaged);
    }
  }
}
