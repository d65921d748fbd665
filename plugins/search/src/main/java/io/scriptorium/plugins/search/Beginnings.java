package io.scriptorium.plugins.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** The words of an index that begin like others: what the last word of a phrase may become. */
final class Beginnings {
  /** The first ones in their order; a longer beginning leaves fewer. */
  private static final int MOST = 60;

  private Beginnings() {}

  /**
   * The words of this field that begin like one of these, in order, at most {@link #MOST}; for a
   * short beginning the one term that stands beside all of them.
   */
  static List<String> of(IndexReader reader, Field field, List<String> beginnings) {
    try {
      Terms terms = MultiTerms.getTerms(reader, field.label());
      TreeSet<String> words = new TreeSet<>();
      for (String beginning : beginnings) {
        if (ShortBeginningsFilter.covers(beginning)) {
          words.add(ShortBeginningsFilter.termOf(beginning));
        } else if (terms != null) {
          collect(terms.iterator(), new BytesRef(beginning), words);
        }
      }
      return new ArrayList<>(words);
    } catch (IOException e) {
      throw new SearchIndexException("the words of the search index cannot be read", e);
    }
  }

  private static void collect(TermsEnum terms, BytesRef beginning, Set<String> words)
      throws IOException {
    boolean more = terms.seekCeil(beginning) != TermsEnum.SeekStatus.END;
    while (more && words.size() < MOST && StringHelper.startsWith(terms.term(), beginning)) {
      words.add(terms.term().utf8ToString());
      more = terms.next() != null;
    }
  }
}
