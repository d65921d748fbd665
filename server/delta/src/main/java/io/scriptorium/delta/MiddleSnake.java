package io.scriptorium.delta;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the shortest way from one text to another crosses its middle (Myers 1986, section 4b): in
 * the grid with the first text along the x axis and the second along the y axis, the place at which
 * a search from the upper left corner meets one from the lower right.
 *
 * @param before how much of the first text lies before that place
 * @param after how much of the second text does
 */
record MiddleSnake(int before, int after) {

  /** The place, or {@code null} if the texts have nothing in common. */
  static @Nullable MiddleSnake find(String before, String after) {
    int most = (before.length() + after.length() + 1) / 2;
    var forward = new Search(before, after, most, 1);
    var backward = new Search(before, after, most, -1);
    // Where the lengths differ by an odd number, it is the forward search that runs into the other.
    boolean forwardMeets = (before.length() - after.length()) % 2 != 0;
    for (int distance = 0; distance < most; distance++) {
      var met = forward.advance(distance, forwardMeets ? backward : null);
      if (met == null) {
        met = backward.advance(distance, forwardMeets ? null : forward);
      }
      if (met != null) {
        return met;
      }
    }
    return null;
  }

  /** Whether this place leaves one side of the problem as large as it was. */
  boolean isAtAnEnd(String textBefore, String textAfter) {
    return (before == 0 && after == 0)
        || (before == textBefore.length() && after == textAfter.length());
  }

  /** One of the two searches: for each diagonal, how far along the x axis it has come. */
  private static final class Search {
    private final String before;
    private final String after;
    private final int direction;
    private final int offset;
    private final int[] reached;
    private int firstDiagonal;
    private int lastDiagonal;

    Search(String before, String after, int most, int direction) {
      this.before = before;
      this.after = after;
      this.direction = direction;
      offset = most;
      reached = new int[2 * most];
      Arrays.fill(reached, -1);
      reached[offset + 1] = 0;
    }

    /**
     * Goes one edit further on every diagonal.
     *
     * @param other the search that this one may meet
     */
    @Nullable MiddleSnake advance(int distance, @Nullable Search other) {
      for (int k = -distance + firstDiagonal; k <= distance - lastDiagonal; k += 2) {
        int x = follow(k, startOn(k, distance));
        int y = x - k;
        reached[offset + k] = x;
        if (x > before.length()) {
          lastDiagonal += 2;
        } else if (y > after.length()) {
          firstDiagonal += 2;
        } else if (other != null && other.hasReached(k, x)) {
          return meeting(x, y, k, other);
        }
      }
      return null;
    }

    private int startOn(int k, int distance) {
      int at = offset + k;
      boolean down = k == -distance || (k != distance && reached[at - 1] < reached[at + 1]);
      return down ? reached[at + 1] : reached[at - 1] + 1;
    }

    private int follow(int k, int start) {
      int x = start;
      while (x < before.length() && x - k < after.length() && same(x, x - k)) {
        x++;
      }
      return x;
    }

    private boolean same(int x, int y) {
      return direction > 0
          ? before.charAt(x) == after.charAt(y)
          : before.charAt(before.length() - x - 1) == after.charAt(after.length() - y - 1);
    }

    /** Whether this search is past the place that the other reached on its diagonal. */
    private boolean hasReached(int otherDiagonal, int otherX) {
      int at = offset + before.length() - after.length() - otherDiagonal;
      return at >= 0
          && at < reached.length
          && reached[at] != -1
          && otherX >= before.length() - reached[at];
    }

    private MiddleSnake meeting(int x, int y, int k, Search other) {
      if (direction > 0) {
        return new MiddleSnake(x, y);
      }
      int diagonal = before.length() - after.length() - k;
      int forwardX = other.reached[offset + diagonal];
      return new MiddleSnake(forwardX, forwardX - diagonal);
    }
  }
}
