package io.scriptorium.plugins.search;

import io.scriptorium.plugins.search.Words.Kind;
import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Puts beside each word of a text its first one, two and three letters, at the same place and
 * marked so that no word is taken for them. While somebody types, one or two letters begin
 * thousands of words; going through all of those in each document that is shown takes longer than
 * finding the documents. So short beginnings are words of the index themselves.
 */
final class ShortBeginningsFilter extends TokenFilter {
  /** In code points. */
  private static final int LONGEST = 3;

  /** No word of a text has it. */
  private static final char MARK = '\u0001';

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final TypeAttribute type = addAttribute(TypeAttribute.class);
  private @Nullable State word;
  private int next;

  ShortBeginningsFilter(TokenStream words) {
    super(words);
  }

  /** Whether the words that begin like this have it beside them in the index. */
  static boolean covers(String beginning) {
    return beginning.codePointCount(0, beginning.length()) <= LONGEST;
  }

  /** What the index has for this beginning, which it {@link #covers}. */
  static String termOf(String beginning) {
    return MARK + beginning;
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (word != null && hasBegun()) {
      return true;
    }
    if (!input.incrementToken()) {
      word = null;
      return false;
    }
    word = Words.kind(type.type()) == Kind.WORD ? captureState() : null;
    next = 1;
    return true;
  }

  /** Makes the next beginning of the word at hand the token, if it has one more. */
  private boolean hasBegun() {
    restoreState(word);
    if (next > LONGEST || next > Character.codePointCount(term, 0, term.length())) {
      return false;
    }
    String beginning = term.subSequence(0, Character.offsetByCodePoints(term, 0, next)).toString();
    term.setEmpty().append(termOf(beginning));
    step.setPositionIncrement(0);
    next++;
    return true;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    word = null;
  }
}
