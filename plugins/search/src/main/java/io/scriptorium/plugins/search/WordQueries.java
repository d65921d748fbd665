package io.scriptorium.plugins.search;

import io.scriptorium.plugins.search.LuceneQueries.Tolerance;
import io.scriptorium.plugins.search.QueryText.Form;
import io.scriptorium.plugins.search.Words.Kind;
import io.scriptorium.plugins.search.Words.Slot;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/**
 * What one part of a question finds, and what it is worth there. The tiers keep their order however
 * rare a word is, since what BM25 adds is cut to {@link #RARITY} of it, at most about 3.5 in an
 * index of 100,000 documents:
 *
 * <ol>
 *   <li>in the title as it is spelled: 8 and more,
 *   <li>in the title as a beginning: 4,
 *   <li>in the text as it is spelled: 2 and more,
 *   <li>in the text as a beginning: 1,
 *   <li>with a typo: 0.5 in the title, 0.25 in the text.
 * </ol>
 */
final class WordQueries {
  private static final float RARITY = 0.3f;
  private static final float TITLE_SPELLED = 8;
  private static final float TITLE_BEGINNING = 4;
  private static final float TEXT_SPELLED = 2;
  private static final float TEXT_BEGINNING = 1;
  private static final float TITLE_TYPO = 0.5f;
  private static final float TEXT_TYPO = 0.25f;

  /** A finished word is taken for the beginning of another from so many characters on. */
  private static final int SHORTEST_BEGINNING = 4;

  /** Shorter words have no typos: too many others are one letter away. */
  private static final int SHORTEST_WITH_TYPO = 4;

  /** From so many characters on, a word may have two. */
  private static final int SHORTEST_WITH_TWO_TYPOS = 8;

  /** How many spellings of a typo are looked at. */
  private static final int MOST_SPELLINGS = 40;

  /** Of the pairs of a Chinese or Japanese question, so many must be there, if not all are. */
  private static final double MOST_PAIRS = 0.6;

  private final IndexReader reader;
  private final Tolerance tolerance;

  /** For questions to this index. */
  WordQueries(IndexReader reader, Tolerance tolerance) {
    this.reader = reader;
    this.tolerance = tolerance;
  }

  /** Found in the title or in the text, whichever is worth more. */
  Query anywhere(Words words, Form form) {
    List<Query> either = new ArrayList<>(tiers(Field.TITLE, words, form));
    either.addAll(tiers(Field.TEXT, words, form));
    return new DisjunctionMaxQuery(either, 0.1f);
  }

  /** Found in one field. */
  Query within(Field field, Words words, Form form) {
    return new DisjunctionMaxQuery(tiers(field, words, form), 0.1f);
  }

  /** Found in the title or in the text exactly as it is spelled: for what is not wanted. */
  Query exactly(Words words) {
    return new BooleanQuery.Builder()
        .add(row(Field.TITLE, words.slots()), Occur.SHOULD)
        .add(row(Field.TEXT, words.slots()), Occur.SHOULD)
        .build();
  }

  private List<Query> tiers(Field field, Words words, Form form) {
    List<Query> tiers = new ArrayList<>();
    Query spelled = row(field, words.slots());
    float worth = field == Field.TEXT ? TEXT_SPELLED : TITLE_SPELLED;
    tiers.add(plus(worth, spelled));
    if (isBeginning(words, form)) {
      tiers.add(
          worth(
              field == Field.TEXT ? TEXT_BEGINNING : TITLE_BEGINNING,
              beginning(field, words.slots())));
    }
    if (tolerance == Tolerance.TYPOS && (form == Form.WORD || form == Form.BEGINNING)) {
      tiers.add(worth(field == Field.TEXT ? TEXT_TYPO : TITLE_TYPO, tolerant(field, words)));
    }
    return tiers;
  }

  /** The same documents, each worth {@code base} and a little more where the words are rare. */
  private static Query plus(float base, Query words) {
    return new BooleanQuery.Builder()
        .add(worth(base, words), Occur.MUST)
        .add(new BoostQuery(words, RARITY), Occur.MUST)
        .build();
  }

  private static Query worth(float worth, Query query) {
    return new BoostQuery(new ConstantScoreQuery(query), worth);
  }

  /** These words, side by side; one word, if there is but one. */
  Query row(Field field, List<Slot> slots) {
    if (slots.size() == 1) {
      return word(field, slots.getFirst());
    }
    MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
    for (Slot slot : slots) {
      phrase.add(terms(field, slot), slot.position() - slots.getFirst().position());
    }
    return phrase.build();
  }

  private static Query word(Field field, Slot slot) {
    Term[] terms = terms(field, slot);
    if (terms.length == 1) {
      return new TermQuery(terms[0]);
    }
    SynonymQuery.Builder spellings = new SynonymQuery.Builder(field.label());
    for (Term term : terms) {
      spellings.addTerm(term);
    }
    return spellings.build();
  }

  private static Term[] terms(Field field, Slot slot) {
    return slot.spellings().stream()
        .map(spelling -> new Term(field.label(), spelling))
        .toArray(Term[]::new);
  }

  private static boolean isBeginning(Words words, Form form) {
    Slot last = words.slots().getLast();
    if (last.kind() != Kind.WORD) {
      return false;
    }
    return switch (form) {
      case BEGINNING, UNFINISHED_PHRASE -> true;
      case WORD -> last.word().length() >= SHORTEST_BEGINNING;
      case PHRASE -> false;
    };
  }

  /** A word that begins as the last one does, and side by side with it what comes before. */
  private Query beginning(Field field, List<Slot> slots) {
    Slot last = slots.getLast();
    if (slots.size() > 1) {
      List<String> words = Beginnings.of(reader, field, last.spellings());
      List<Slot> begun = new ArrayList<>(slots);
      begun.set(slots.size() - 1, new Slot(last.position(), words, last.kind()));
      return words.isEmpty() ? new MatchNoDocsQuery("no word begins like this") : row(field, begun);
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String spelling : last.spellings()) {
      any.add(beginning(field, spelling), Occur.SHOULD);
    }
    return any.build();
  }

  private static Query beginning(Field field, String letters) {
    return ShortBeginningsFilter.covers(letters)
        ? new TermQuery(new Term(field.label(), ShortBeginningsFilter.termOf(letters)))
        : new PrefixQuery(new Term(field.label(), letters));
  }

  /** Each word with a typo; of Chinese or Japanese, most of the pairs. */
  private static Query tolerant(Field field, Words words) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    boolean characters = words.areCharacters();
    for (Slot slot : words.slots()) {
      query.add(
          characters ? word(field, slot) : withTypo(field, slot),
          characters ? Occur.SHOULD : Occur.MUST);
    }
    if (characters) {
      query.setMinimumNumberShouldMatch((int) Math.ceil(MOST_PAIRS * words.slots().size()));
    }
    return query.build();
  }

  private static Query withTypo(Field field, Slot slot) {
    String word = slot.word();
    int length = word.codePointCount(0, word.length());
    if (slot.kind() != Kind.WORD
        || length < SHORTEST_WITH_TYPO
        || word.chars().anyMatch(Character::isDigit)) {
      return word(field, slot);
    }
    int typos = length < SHORTEST_WITH_TWO_TYPOS ? 1 : 2;
    return new FuzzyQuery(new Term(field.label(), word), typos, 1, MOST_SPELLINGS, true);
  }
}
