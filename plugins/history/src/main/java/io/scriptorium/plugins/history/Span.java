package io.scriptorium.plugins.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Some revisions in a row whose deeds are kept as one. A span of level 0 has {@value #SHORTEST}
 * revisions, one of the next level {@value #PIECES} times as many, and each begins at a multiple of
 * its length: between any two revisions lie at most {@code 2 (PIECES - 1)} spans of a level, and
 * less than a shortest one at either end.
 *
 * @param level 0 to {@value #HIGHEST}
 * @param end its last revision
 */
record Span(int level, long end) {
  static final long SHORTEST = 1_000;
  static final int PIECES = 8;

  /** Its spans have four million revisions. */
  static final int HIGHEST = 4;

  private static long length(int level) {
    long length = SHORTEST;
    for (int i = 0; i < level; i++) {
      length *= PIECES;
    }
    return length;
  }

  /** The revision before its first. */
  long start() {
    return end - length(level);
  }

  /** The spans that it is made of; none if it is of level 0. */
  List<Span> pieces() {
    return level == 0
        ? List.of()
        : LongStream.rangeClosed(1, PIECES)
            .mapToObj(piece -> new Span(level - 1, start() + piece * length(level - 1)))
            .toList();
  }

  /** All spans that end at a revision, the shortest first. */
  static List<Span> endingAt(long revision) {
    List<Span> spans = new ArrayList<>();
    for (int level = 0; level <= HIGHEST && revision % length(level) == 0; level++) {
      spans.add(new Span(level, revision));
    }
    return spans;
  }

  /** The span of a level that comes after a revision, if one begins there. */
  static Optional<Span> startingAt(long revision, int level) {
    return revision % length(level) == 0
        ? Optional.of(new Span(level, revision + length(level)))
        : Optional.empty();
  }

  /** The end of the shortest span in which the revision after this one is. */
  static long endAfter(long revision) {
    return (revision / SHORTEST + 1) * SHORTEST;
  }
}
