package io.scriptorium.plugins.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * The words of a question, cut as those of the texts are, at the positions that they have in a
 * text.
 *
 * @param slots in order of their positions
 */
record Words(List<Slot> slots) {

  /**
   * A place for one word.
   *
   * @param position from 0, in words
   * @param spellings any of them will do; the first is the word as it was typed
   * @param kind what it is made of
   */
  record Slot(int position, List<String> spellings, Kind kind) {
    /** The word as it was typed. */
    String word() {
      return spellings.getFirst();
    }
  }

  /** What a word is made of. */
  enum Kind {
    /** Letters or digits with spaces around them. */
    WORD,
    /** One Chinese, Japanese or Korean character. */
    CHARACTER,
    /** Two of them. */
    PAIR
  }

  /** Of this text. */
  static Words of(Analyzer analyzer, String text) {
    List<Slot> slots = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(Field.TEXT.label(), text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      TypeAttribute type = tokens.addAttribute(TypeAttribute.class);
      int position = -1;
      tokens.reset();
      while (tokens.incrementToken()) {
        position += step.getPositionIncrement();
        add(slots, position, term.toString(), kind(type.type()));
      }
      tokens.end();
    } catch (IOException e) {
      throw new SearchIndexException("a question cannot be cut into words", e);
    }
    return new Words(withoutCovered(slots));
  }

  /** Of a token of this type. */
  static Kind kind(String type) {
    return switch (type) {
      case CJKBigramFilter.SINGLE_TYPE -> Kind.CHARACTER;
      case CJKBigramFilter.DOUBLE_TYPE -> Kind.PAIR;
      default -> Kind.WORD;
    };
  }

  /** Another spelling at the same position is one more of its slot; a pair is a slot of its own. */
  private static void add(List<Slot> slots, int position, String word, Kind kind) {
    if (word.isEmpty()) {
      return;
    }
    Slot last = slots.isEmpty() ? null : slots.getLast();
    if (last != null && last.position() == position && last.kind() == kind) {
      List<String> spellings = new ArrayList<>(last.spellings());
      spellings.add(word);
      slots.set(slots.size() - 1, new Slot(position, spellings, kind));
    } else {
      slots.add(new Slot(position, List.of(word), kind));
    }
  }

  /** Without the single characters that a pair holds: the pair says more. */
  private static List<Slot> withoutCovered(List<Slot> slots) {
    return slots.stream().filter(slot -> !isCovered(slot, slots)).toList();
  }

  private static boolean isCovered(Slot slot, List<Slot> slots) {
    return slot.kind() == Kind.CHARACTER
        && slots.stream()
            .filter(other -> other.kind() == Kind.PAIR)
            .anyMatch(pair ->
                pair.position() == slot.position() || pair.position() + 1 == slot.position());
  }

  /** Whether they are Chinese, Japanese or Korean throughout. */
  boolean areCharacters() {
    return slots.stream().noneMatch(slot -> slot.kind() == Kind.WORD);
  }
}
