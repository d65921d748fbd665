package io.scriptorium.plugins.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Weight;

/**
 * Where in a text a question found something, in order.
 *
 * @param finds at most {@link #MOST}
 */
record Passages(List<Find> finds) {
  /** A document that says a word more often than that is shown by its beginning. */
  static final int MOST = 500;

  /** One of them, and the part of the question that found it. */
  record Find(Mark mark, Query by) {}

  /** In a field of a document. */
  static Passages of(IndexSearcher searcher, Weight weight, int doc, Field field)
      throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    Matches matches = weight.matches(leaf, doc - leaf.docBase);
    List<Find> finds = new ArrayList<>();
    MatchesIterator found = matches == null ? null : matches.getMatches(field.label());
    while (found != null && finds.size() < MOST && found.next()) {
      int start = found.startOffset();
      if (start >= 0 && found.endOffset() > start) {
        finds.add(new Find(new Mark(start, found.endOffset() - start), found.getQuery()));
      }
    }
    return new Passages(finds);
  }

  List<Mark> marks() {
    return finds.stream().map(Find::mark).toList();
  }
}
