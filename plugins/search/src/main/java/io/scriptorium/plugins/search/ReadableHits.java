package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.jspecify.annotations.Nullable;

/**
 * The documents that fit and that the asker may read, the best first. What he may not read is
 * neither among the hits, nor in their number, nor in whether there are more.
 *
 * @param docs Lucene's numbers of them, at most {@link #MOST}
 * @param more whether there are more than that
 */
record ReadableHits(List<Integer> docs, boolean more) {
  /** So many are counted and can be paged through. */
  static final int MOST = 1_000;

  /** How much larger each batch is than the one before it, up to {@link #LARGEST_BATCH}. */
  private static final int GROWTH = 4;

  private static final int LARGEST_BATCH = 65_536;

  ReadableHits {
    docs = List.copyOf(docs);
  }

  /**
   * Asks the platform about the best ones, a batch at a time, until there are enough that may be
   * read: mostly the first batch will do.
   */
  static ReadableHits of(IndexSearcher searcher, Query query, Documents readable)
      throws IOException {
    List<Integer> docs = new ArrayList<>();
    @Nullable ScoreDoc last = null;
    int batch = MOST + 1;
    while (true) {
      ScoreDoc[] best = best(searcher, query, last, batch);
      docs.addAll(readable(searcher, best, readable));
      boolean more = docs.size() > MOST;
      if (more || best.length < batch) {
        return new ReadableHits(more ? docs.subList(0, MOST) : docs, more);
      }
      last = best[best.length - 1];
      batch = Math.min(batch * GROWTH, LARGEST_BATCH);
    }
  }

  private static ScoreDoc[] best(
      IndexSearcher searcher, Query query, @Nullable ScoreDoc after, int most) throws IOException {
    return searcher.search(query, new TopScoreDocCollectorManager(most, after, most)).scoreDocs;
  }

  private static List<Integer> readable(IndexSearcher searcher, ScoreDoc[] hits, Documents readable)
      throws IOException {
    Map<Integer, DocumentId> ids = ids(searcher, hits);
    List<DocumentId> asked = Arrays.stream(hits).map(hit -> ids.get(hit.doc)).toList();
    Set<DocumentId> there =
        readable.findAll(asked).stream().map(DocumentInfo::id).collect(Collectors.toSet());
    return Arrays.stream(hits)
        .map(hit -> hit.doc)
        .filter(doc -> there.contains(ids.get(doc)))
        .toList();
  }

  /** Read in the order of the index, which is far cheaper than in the order of the hits. */
  private static Map<Integer, DocumentId> ids(IndexSearcher searcher, ScoreDoc[] hits)
      throws IOException {
    int[] docs = Arrays.stream(hits).mapToInt(hit -> hit.doc).sorted().toArray();
    Map<Integer, DocumentId> ids = new HashMap<>();
    int at = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      @Nullable SortedDocValues values = leaf.reader().getSortedDocValues(Field.ID.label());
      int end = leaf.docBase + leaf.reader().maxDoc();
      for (; at < docs.length && docs[at] < end; at++) {
        ids.put(docs[at], id(values, docs[at] - leaf.docBase));
      }
    }
    return ids;
  }

  private static DocumentId id(@Nullable SortedDocValues values, int doc) throws IOException {
    if (values == null || !values.advanceExact(doc)) {
      throw new IllegalStateException("the index has a document without an id");
    }
    return new DocumentId(values.lookupOrd(values.ordValue()).utf8ToString());
  }
}
