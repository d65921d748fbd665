package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugins.search.LuceneQueries.Tolerance;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/** Answers questions from the index. Safe for use by any thread. */
final class Search {
  /** So few documents that have the words as they are spelled: those with typos come after them. */
  private static final int FEW = 10;

  private final DocumentIndex index;

  Search(DocumentIndex index) {
    this.index = index;
  }

  /**
   * A page of what the asker may read of what fits.
   *
   * @param readable the documents that he may read, as the platform says
   * @param paging which of the hits
   */
  Answer answer(QueryText question, Documents readable, Paging paging, Instant now) {
    try {
      return index.search(searcher -> {
        Optional<Found> spelled = find(searcher, question, Tolerance.SPELLED, readable, now);
        if (spelled.isEmpty()) {
          return nothing(question, "Write a word to look for.");
        }
        Found found = spelled.get();
        if (found.readable().docs().size() < FEW && !question.all().isEmpty()) {
          found = find(searcher, question, Tolerance.TYPOS, readable, now).orElse(found);
        }
        return page(searcher, found, question, paging);
      });
    } catch (IndexSearcher.TooManyClauses e) {
      return nothing(question, "That is too much to look for at once. Leave out some words.");
    }
  }

  private static Answer nothing(QueryText question, String reason) {
    List<String> notices = new ArrayList<>(question.notices());
    if (notices.isEmpty()) {
      notices.add(reason);
    }
    return new Answer(List.of(), 0, false, Optional.empty(), notices);
  }

  /** What fits and may be read, and the query that found it. */
  private record Found(Query query, ReadableHits readable) {}

  private Optional<Found> find(
      IndexSearcher searcher,
      QueryText question,
      Tolerance tolerance,
      Documents readable,
      Instant now)
      throws IOException {
    Optional<Query> asked =
        new LuceneQueries(searcher.getIndexReader(), index.questions(), tolerance)
            .query(question, now);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Query query = searcher.rewrite(asked.get());
    return Optional.of(new Found(query, ReadableHits.of(searcher, query, readable)));
  }

  private static Answer page(IndexSearcher searcher, Found found, QueryText question, Paging paging)
      throws IOException {
    List<Integer> docs = found.readable().docs();
    int from = Math.min(paging.skip(), docs.size());
    int to = Math.min(from + paging.limit(), docs.size());
    Weight weight = searcher.createWeight(found.query(), ScoreMode.COMPLETE_NO_SCORES, 1);
    List<Hit> hits = new ArrayList<>();
    for (int doc : docs.subList(from, to)) {
      hits.add(hit(searcher, weight, doc));
    }
    Optional<String> next = to < docs.size() ? Optional.of(paging.next()) : Optional.empty();
    return new Answer(hits, docs.size(), found.readable().more(), next, question.notices());
  }

  private static Hit hit(IndexSearcher searcher, Weight weight, int doc) throws IOException {
    IndexedDocument document = DocumentIndex.whole(searcher.storedFields(), doc);
    IndexedDocument.Facts facts = document.facts();
    DocumentId id = facts.id();
    Places places = Places.of(searcher, weight, doc);
    Passages title = places.in(Field.TITLE);
    Snippet snippet = Snippet.of(document.text(), places.in(Field.TEXT));
    return new Hit(
        id.value(),
        facts.title(),
        Mark.merged(title.marks()),
        snippet.text(),
        snippet.marks(),
        facts.revision().number(),
        snippet.passage().map(Mark::index).orElse(0),
        snippet.passage().map(Mark::length).orElse(0),
        facts.changed().toString());
  }
}
