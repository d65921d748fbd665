package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What the index says of a document.
 *
 * @param text of the revision; each embed is one U+FFFC
 */
record IndexedDocument(Facts facts, String text) {

  /**
   * All but the text: what tells whether a document is indexed as it is now.
   *
   * @param authors the names of everyone who has written in it
   */
  record Facts(
      DocumentId id,
      String title,
      Revision revision,
      Instant created,
      Instant changed,
      NavigableSet<String> authors) {
    Facts {
      authors = new TreeSet<>(authors);
    }
  }
}
