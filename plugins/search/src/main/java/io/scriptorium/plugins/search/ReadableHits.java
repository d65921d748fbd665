package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

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

  ReadableHits {
    docs = List.copyOf(docs);
  }

  /**
   * Asks about the best ones, one by one. If that was not enough, because the asker may not read
   * many of them, only what he may read at all is searched.
   */
  static ReadableHits of(IndexSearcher searcher, Query query, Documents readable)
      throws IOException {
    int looked = MOST + 1;
    ScoreDoc[] best = best(searcher, query, looked);
    List<Integer> docs = readable(searcher, best, readable);
    if (best.length == looked && docs.size() < looked) {
      Query own =
          new BooleanQuery.Builder()
              .add(query, Occur.MUST)
              .add(new TermInSetQuery(Field.ID.label(), ids(readable)), Occur.FILTER)
              .build();
      docs = readable(searcher, best(searcher, own, looked), readable);
    }
    boolean more = docs.size() > MOST;
    return new ReadableHits(more ? docs.subList(0, MOST) : docs, more);
  }

  private static ScoreDoc[] best(IndexSearcher searcher, Query query, int most) throws IOException {
    return searcher.search(query, new TopScoreDocCollectorManager(most, most)).scoreDocs;
  }

  private static List<Integer> readable(IndexSearcher searcher, ScoreDoc[] hits, Documents readable)
      throws IOException {
    List<Integer> docs = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      if (readable.find(id(searcher, hit.doc)).isPresent()) {
        docs.add(hit.doc);
      }
    }
    return docs;
  }

  private static DocumentId id(IndexSearcher searcher, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    SortedDocValues ids = leaf.reader().getSortedDocValues(Field.ID.label());
    if (ids == null || !ids.advanceExact(doc - leaf.docBase)) {
      throw new IllegalStateException("the index has a document without an id");
    }
    return new DocumentId(ids.lookupOrd(ids.ordValue()).utf8ToString());
  }

  private static List<BytesRef> ids(Documents readable) {
    List<BytesRef> ids = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Documents.Page page = readable.list(cursor, 200);
      for (DocumentInfo document : page.documents()) {
        ids.add(new BytesRef(document.id().value()));
      }
      cursor = page.next();
    } while (cursor.isPresent());
    return ids;
  }
}
