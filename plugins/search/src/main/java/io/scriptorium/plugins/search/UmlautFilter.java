package io.scriptorium.plugins.search;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Puts beside a word with umlauts the same word in the spelling of those who have no umlauts on
 * their keyboards: {@code mueller} beside {@code müller}. Folding, later on, makes the first one
 * {@code muller}, so all three spellings find it.
 */
final class UmlautFilter extends TokenFilter {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private @Nullable State umlauted;

  UmlautFilter(TokenStream words) {
    super(words);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (umlauted != null) {
      restoreState(umlauted);
      umlauted = null;
      String word = term.toString();
      term.setEmpty();
      word.chars().forEach(this::spell);
      step.setPositionIncrement(0);
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    if (hasUmlaut()) {
      umlauted = captureState();
    }
    return true;
  }

  private boolean hasUmlaut() {
    for (int at = 0; at < term.length(); at++) {
      if (isUmlaut(term.charAt(at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUmlaut(char letter) {
    return switch (letter) {
      case 'ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü' -> true;
      default -> false;
    };
  }

  private void spell(int letter) {
    switch (letter) {
      case 'ä', 'Ä' -> term.append("ae");
      case 'ö', 'Ö' -> term.append("oe");
      case 'ü', 'Ü' -> term.append("ue");
      default -> term.append((char) letter);
    }
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    umlauted = null;
  }
}
