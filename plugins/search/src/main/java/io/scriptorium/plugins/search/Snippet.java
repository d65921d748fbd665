package io.scriptorium.plugins.search;

import io.scriptorium.delta.RichText;
import io.scriptorium.plugins.search.Passages.Find;
import java.text.BreakIterator;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A piece of a document's text, to be shown with a hit. Plain text: whoever shows it as HTML
 * escapes it.
 *
 * @param text on one line; an ellipsis where the document goes on
 * @param marks what was looked for, in {@code text}
 * @param passage the first of the marks, in the document; empty if nothing was found in the text
 */
record Snippet(String text, List<Mark> marks, Optional<Mark> passage) {
  /** In UTF-16 code units, but for the words at both ends. */
  static final int LENGTH = 180;

  /** How much of the text before the first mark is shown. */
  private static final int LEAD = 50;

  private static final char ELLIPSIS = '\u2026';

  /** The piece of this text in which most of what was looked for is found. */
  static Snippet of(String text, Passages passages) {
    List<Mark> marks = Mark.merged(passages.marks());
    if (marks.isEmpty()) {
      return cut(text, 0, Math.min(text.length(), LENGTH), List.of());
    }
    Mark first = marks.stream().filter(m -> m.end() > best(passages)).findFirst().orElseThrow();
    int start = Math.max(0, first.index() - LEAD);
    int end = Math.min(text.length(), Math.max(start + LENGTH, first.end()));
    List<Mark> shown =
        marks.stream().filter(mark -> mark.index() >= first.index() && mark.end() <= end).toList();
    return cut(text, start, end, shown);
  }

  /** Where the passage begins that has most parts of the question; the earliest of several. */
  private static int best(Passages passages) {
    List<Find> finds =
        passages.finds().stream()
            .sorted(Comparator.comparingInt(find -> find.mark().index()))
            .toList();
    int best = finds.getFirst().mark().index();
    int most = 0;
    for (int from = 0; from < finds.size(); from++) {
      int start = finds.get(from).mark().index();
      Set<Object> parts = new HashSet<>();
      for (Find find : finds.subList(from, finds.size())) {
        if (find.mark().end() > start + LENGTH - LEAD) {
          break;
        }
        parts.add(find.by());
      }
      if (parts.size() > most) {
        most = parts.size();
        best = start;
      }
    }
    return best;
  }

  private static Snippet cut(String text, int from, int to, List<Mark> marks) {
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    int low = Math.max(0, from - LEAD);
    int high = Math.min(text.length(), to + LEAD);
    words.setText(text.substring(low, high));
    int start = from == 0 ? 0 : low + words.following(Math.max(0, from - low - 1));
    int end = to == text.length() ? to : low + words.preceding(Math.min(to - low + 1, high - low));
    if (!marks.isEmpty()) {
      start = Math.min(start, marks.getFirst().index());
      end = Math.max(end, marks.getLast().end());
    }
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    boolean isCutBefore = !text.substring(0, start).isBlank();
    boolean isCutAfter = !text.substring(end).isBlank();
    int shift = (isCutBefore ? 1 : 0) - start;
    String shown =
        (isCutBefore ? String.valueOf(ELLIPSIS) : "")
            + onOneLine(text.substring(start, end))
            + (isCutAfter ? String.valueOf(ELLIPSIS) : "");
    return new Snippet(
        shown, marks.stream().map(mark -> mark.moved(shift)).toList(), marks.stream().findFirst());
  }

  /** Of the same length, so that the marks stay where they are. */
  private static String onOneLine(String piece) {
    StringBuilder line = new StringBuilder(piece);
    for (int at = 0; at < line.length(); at++) {
      if (isBlank(line.charAt(at))) {
        line.setCharAt(at, ' ');
      }
    }
    return line.toString();
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isISOControl(c) || c == RichText.EMBED_CHARACTER;
  }
}
