package io.scriptorium.web.export;

import java.util.Optional;

/**
 * Where an export finds the pictures of the document that it writes. One that is not found, and one
 * from elsewhere, is written as a link or as what it shows in words: whoever opens the export
 * fetches nothing by it.
 */
@FunctionalInterface
public interface Pictures {
  /** No pictures. */
  Pictures NONE = source -> Optional.empty();

  /**
   * What a picture of the document has as its address in the export.
   *
   * @param source as it stands in the document
   */
  Optional<String> address(String source);
}
