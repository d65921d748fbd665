package io.scriptorium.plugins.search;

import io.scriptorium.plugins.search.QueryText.Form;
import io.scriptorium.plugins.search.QueryText.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;

/**
 * Says what a person looks for in Lucene's words. What a document scores is the sum over the parts
 * of the question, each counted once, where it fits best ({@link WordQueries}), and a little for
 * having been changed lately ({@link #recency}).
 */
final class LuceneQueries {
  /** What a document that is being changed right now is given; half of it after {@link #PIVOT}. */
  private static final float RECENCY = 1.5f;

  /** 30 days, in milliseconds. */
  private static final long PIVOT = 30L * 24 * 60 * 60 * 1000;

  /** Given for having several words of the question side by side. */
  private static final float NEIGHBOURS = 2;

  private final Analyzer analyzer;
  private final WordQueries words;

  LuceneQueries(IndexReader reader, Analyzer analyzer, Tolerance tolerance) {
    this.analyzer = analyzer;
    this.words = new WordQueries(reader, tolerance);
  }

  /** How exactly a document must have what was typed. */
  enum Tolerance {
    /** As it is spelled, or longer. */
    SPELLED,
    /** With small typos, too. */
    TYPOS
  }

  /** What fits the question, to be ranked; empty if there is nothing in it to look for. */
  Optional<Query> query(QueryText text, Instant now) {
    List<Query> wanted = text.all().stream().flatMap(either -> anyOf(either).stream()).toList();
    List<Query> unwanted = text.none().stream().flatMap(part -> exactly(part).stream()).toList();
    Optional<Query> time = changedWithin(text.after(), text.before());
    if (wanted.isEmpty() && unwanted.isEmpty() && time.isEmpty()) {
      return Optional.empty();
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    wanted.forEach(part -> query.add(part, Occur.MUST));
    unwanted.forEach(part -> query.add(part, Occur.MUST_NOT));
    time.ifPresent(range -> query.add(range, Occur.FILTER));
    if (wanted.isEmpty()) {
      query.add(new ConstantScoreQuery(MatchAllDocsQuery.INSTANCE), Occur.MUST);
    }
    neighbours(text).ifPresent(close -> query.add(close, Occur.SHOULD));
    query.add(recency(now), Occur.SHOULD);
    return Optional.of(query.build());
  }

  private Optional<Query> anyOf(List<Part> either) {
    List<Query> parts = either.stream().flatMap(part -> of(part).stream()).toList();
    if (parts.size() < 2) {
      return parts.stream().findFirst();
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    parts.forEach(part -> any.add(part, Occur.SHOULD));
    return Optional.of(any.build());
  }

  private Optional<Query> of(Part part) {
    Words cut = Words.of(analyzer, part.text());
    if (cut.slots().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (part.scope()) {
          case ANYWHERE -> words.anywhere(cut, part.form());
          case TITLE -> words.within(Field.TITLE, cut, part.form());
          case AUTHOR -> words.within(Field.AUTHOR, cut, part.form());
        });
  }

  /** What is not wanted: as it is spelled, so that nobody misses what he did not mean. */
  private Optional<Query> exactly(Part part) {
    Words cut = Words.of(analyzer, part.text());
    if (cut.slots().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (part.scope()) {
          case ANYWHERE -> words.exactly(cut);
          case TITLE -> words.row(Field.TITLE, cut.slots());
          case AUTHOR -> words.row(Field.AUTHOR, cut.slots());
        });
  }

  /** Words that were typed side by side count more where they stand side by side. */
  private Optional<Query> neighbours(QueryText text) {
    List<Words.Slot> row = new ArrayList<>();
    for (List<Part> either : text.all()) {
      Part part = either.getFirst();
      if (either.size() == 1 && part.scope() == QueryText.Scope.ANYWHERE && isWord(part)) {
        int shift = row.isEmpty() ? 0 : row.getLast().position() + 1;
        for (Words.Slot slot : Words.of(analyzer, part.text()).slots()) {
          row.add(new Words.Slot(shift + slot.position(), slot.spellings(), slot.kind()));
        }
      }
    }
    if (row.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new BoostQuery(new ConstantScoreQuery(words.row(Field.TEXT, row)), NEIGHBOURS));
  }

  private static boolean isWord(Part part) {
    return part.form() == Form.WORD || part.form() == Form.BEGINNING;
  }

  private static Optional<Query> changedWithin(
      Optional<LocalDate> after, Optional<LocalDate> before) {
    if (after.isEmpty() && before.isEmpty()) {
      return Optional.empty();
    }
    long from = after.map(LuceneQueries::start).orElse(Long.MIN_VALUE);
    long to = before.map(day -> start(day) - 1).orElse(Long.MAX_VALUE);
    return Optional.of(LongField.newRangeQuery(Field.CHANGED.label(), from, to));
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static Query recency(Instant now) {
    return LongField.newDistanceFeatureQuery(
        Field.CHANGED.label(), RECENCY, now.toEpochMilli(), PIVOT);
  }
}
