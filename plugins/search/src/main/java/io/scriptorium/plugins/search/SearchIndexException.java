package io.scriptorium.plugins.search;

import java.io.IOException;

/** The index could not be read or written; it can always be made again. */
final class SearchIndexException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SearchIndexException(String message, IOException cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
