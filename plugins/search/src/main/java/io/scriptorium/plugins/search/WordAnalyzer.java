package io.scriptorium.plugins.search;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthCharFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * Cuts a text into the words that it can be found by, whatever languages it is in: one document may
 * mix several, so nothing here depends on knowing which. Safe for use by any thread.
 *
 * <ul>
 *   <li>Words end where Unicode says (UAX #29), with dictionaries where a script has no spaces.
 *   <li>Chinese, Japanese and Korean become single characters and pairs of neighbours, so that
 *       every word is found without knowing where words begin.
 *   <li>Case, accents, widths and letter forms are folded (UTR #30): {@code Straße} is {@code
 *       strasse}.
 *   <li>Beside {@code müller} (as {@code muller}) stands {@code mueller}; beside an Arabic word its
 *       stem, without article and endings.
 *   <li>{@code l'amour} is {@code amour}, {@code Ann's} is {@code ann}.
 * </ul>
 */
final class WordAnalyzer extends Analyzer {
  /** What is cut into words. */
  enum Use {
    /** A text that is to be found, also by the {@linkplain ShortBeginningsFilter beginnings}. */
    TEXT,
    /** What somebody looks for. */
    QUESTION
  }

  /** Rises when the same text would give other words: the index is made anew then. */
  static final int VERSION = 2;

  /** In characters; what is longer (encoded pictures, for one) is found by its beginning. */
  static final int LONGEST_WORD = 64;

  private static final int ALL_SCRIPTS =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA
          | CJKBigramFilter.HANGUL;

  /** What UAX #29 takes for a part of a word, though people look for what it joins. */
  private static final NormalizeCharMap JOINERS = joiners();

  private final Use use;

  WordAnalyzer(Use use) {
    this.use = use;
  }

  private static NormalizeCharMap joiners() {
    NormalizeCharMap.Builder joiners = new NormalizeCharMap.Builder();
    for (String joiner : new String[] {".", "_", ":", "\u00B7", "\uFE13", "\uFF0E", "\uFF3F"}) {
      joiners.add(joiner, " ");
    }
    return joiners.build();
  }

  @Override
  protected Reader initReader(String field, Reader text) {
    return new MappingCharFilter(JOINERS, new CJKWidthCharFilter(text));
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
    TokenStream stream = new CJKBigramFilter(words, ALL_SCRIPTS, true);
    stream = new ElisionFilter(stream, FrenchAnalyzer.DEFAULT_ARTICLES);
    stream = new EnglishPossessiveFilter(stream);
    stream = new UmlautFilter(stream);
    stream = new ArabicNormalizationFilter(stream);
    stream = new ICUFoldingFilter(stream);
    stream = new KeywordRepeatFilter(stream);
    stream = new ArabicStemFilter(stream);
    stream = new RemoveDuplicatesTokenFilter(stream);
    stream = TruncateTokenFilter.truncateAfterCodePoints(stream, LONGEST_WORD);
    return new TokenStreamComponents(
        words,
        switch (use) {
          case TEXT -> new RemoveDuplicatesTokenFilter(new ShortBeginningsFilter(stream));
          case QUESTION -> stream;
        });
  }
}
