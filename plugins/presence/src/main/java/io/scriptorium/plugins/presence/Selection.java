package io.scriptorium.plugins.presence;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Priority;

/**
 * A caret, of length 0, or a selected span of a document.
 *
 * @param index where it starts, in UTF-16 code units, at least 0
 * @param length at least 0
 */
record Selection(int index, int length) {
  Selection {
    if (index < 0 || length < 0) {
      throw new IllegalArgumentException(
          "a selection has an index and a length of at least 0, got " + index + " and " + length);
    }
  }

  /**
   * Where it is after somebody else's change. It keeps to its text: what is inserted at either of
   * its edges, or at a caret, stays outside, behind a caret.
   */
  Selection over(Delta change) {
    return carried(change, Priority.FIRST);
  }

  /** Where it is after a change of its own session, whose caret goes on behind what it inserts. */
  Selection overOwn(Delta change) {
    return carried(change, Priority.SECOND);
  }

  private Selection carried(Delta change, Priority caret) {
    if (length == 0) {
      return new Selection(change.transformPosition(index, caret), 0);
    }
    int start = change.transformPosition(index, Priority.SECOND);
    int end = change.transformPosition(index + length, Priority.FIRST);
    return new Selection(start, Math.max(0, end - start));
  }

  /** The part of it that is inside a document of this length: at the last newline at the latest. */
  Selection within(int documentLength) {
    int start = Math.min(index, documentLength - 1);
    return new Selection(start, Math.min(length, documentLength - start));
  }
}
