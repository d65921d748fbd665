package io.scriptorium.plugins.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.Weight;

/**
 * Where in a document a question found something. Lucene looks at all fields at once, which for the
 * beginning of a word means each word that begins so: once is enough for a document.
 *
 * @param matches empty if it fits without having any of the words
 */
record Places(Optional<Matches> matches) {
  /** In this document. */
  static Places of(IndexSearcher searcher, Weight weight, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    return new Places(Optional.ofNullable(weight.matches(leaf, doc - leaf.docBase)));
  }

  /** In a field of it. */
  Passages in(Field field) throws IOException {
    return Passages.of(matches.isEmpty() ? null : matches.get().getMatches(field.label()));
  }
}
