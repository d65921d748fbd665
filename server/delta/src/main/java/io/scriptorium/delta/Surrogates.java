package io.scriptorium.delta;

/** The two halves of a character outside the Basic Multilingual Plane (Unicode, section 3.8). */
final class Surrogates {
  private Surrogates() {}

  /** Whether a cut at this position parts a pair. */
  static boolean splits(String text, int position) {
    return position > 0
        && position < text.length()
        && Character.isHighSurrogate(text.charAt(position - 1))
        && Character.isLowSurrogate(text.charAt(position));
  }

  /** Where the first half without its other half is; -1 if there is none. */
  static int firstLone(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        if (!splits(text, i + 1)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /** Throws where a text that stands at {@code position} holds half a pair. */
  static void requireWhole(String text, long position) {
    int lone = firstLone(text);
    if (lone >= 0) {
      throw new MisfitException("half a surrogate pair at position " + (position + lone));
    }
  }

  /** The same, but for halves at its ends that may find their other half in their neighbours. */
  static void requireWholeInside(String text, int position) {
    int start = Character.isLowSurrogate(text.charAt(0)) ? 1 : 0;
    int end = text.length() - (Character.isHighSurrogate(text.charAt(text.length() - 1)) ? 1 : 0);
    if (start < end) {
      requireWhole(text.substring(start, end), position + (long) start);
    }
  }
}
