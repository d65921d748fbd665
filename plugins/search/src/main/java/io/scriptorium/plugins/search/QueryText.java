package io.scriptorium.plugins.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a person looks for, as read from what he typed. Nothing that can be typed is an error: what
 * makes no sense is said in {@link #notices} and left out.
 *
 * @param all what a document must have; of each list, one
 * @param none what it must not have
 * @param after changed on that day or later (UTC)
 * @param before changed before that day (UTC)
 * @param notices what was not understood, in words for the one who typed
 */
record QueryText(
    List<List<Part>> all,
    List<Part> none,
    Optional<LocalDate> after,
    Optional<LocalDate> before,
    List<String> notices) {

  QueryText {
    all = all.stream().map(List::copyOf).toList();
    none = List.copyOf(none);
    notices = List.copyOf(notices);
  }

  /** Reads what a person typed. */
  static QueryText parse(String typed) {
    return new QueryReader(typed).read();
  }

  /** Whether it says nothing at all about the documents that are looked for. */
  boolean isEmpty() {
    return all.isEmpty() && none.isEmpty() && after.isEmpty() && before.isEmpty();
  }

  /** Something to find. */
  record Part(Scope scope, String text, Form form) {}

  /** Where it may be found. */
  enum Scope {
    /** In the title or in the text. */
    ANYWHERE,
    /** In the title. */
    TITLE,
    /** Among the names of those who wrote. */
    AUTHOR
  }

  /** How it was typed. */
  enum Form {
    /** A word, or what stands together without a space. */
    WORD,
    /** The last word, which may not be finished, or one that ends in an asterisk. */
    BEGINNING,
    /** Words in quotes: just these, side by side. */
    PHRASE,
    /** The same while its last word is still being typed. */
    UNFINISHED_PHRASE
  }
}
