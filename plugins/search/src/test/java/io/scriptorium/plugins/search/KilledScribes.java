package io.scriptorium.plugins.search;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A process of its own, in which people write until it is killed. Arguments: the seed; how many
 * steps the processes before it have made; the folder with the index that the last of them has left
 * behind, or nothing if this is the first.
 */
final class KilledScribes {
  /** So far it gets by itself, if nobody kills it. */
  static final int STEPS = 5_000;

  private KilledScribes() {}

  /** Prints the folder of its index, then the number of each step before it is made. */
  public static void main(String[] args) {
    int before = Integer.parseInt(args[1]);
    @SuppressWarnings("resource") // it is never closed: that is what it is for
    Writing writing = new Writing(Long.parseLong(args[0]), before);
    writing.restartWith(args.length > 2 ? Optional.of(Path.of(args[2])) : Optional.empty());
    System.out.println(writing.folder());
    System.out.println(before);
    for (int step = before + 1; step <= STEPS; step++) {
      System.out.println(step);
      writing.step();
    }
  }
}
