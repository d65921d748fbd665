package io.scriptorium.plugins.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

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

  /** As Lucene finds them; none if there is nothing to go through. */
  static Passages of(@Nullable MatchesIterator found) throws IOException {
    List<Find> finds = new ArrayList<>();
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
