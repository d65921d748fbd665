package io.scriptorium.plugins.search;

/** What the index keeps of a document. */
enum Field {
  /** The document's id; exactly one index document has it. */
  ID("id"),
  /** Searched and stored. */
  TITLE("title"),
  /** Searched and stored; each embed is one U+FFFC, so that places in it are the document's. */
  TEXT("text"),
  /** The names of everyone who wrote in it, searched and stored. */
  AUTHOR("author"),
  /** When it was made, in milliseconds since 1970. */
  CREATED("created"),
  /** When it was changed last, in milliseconds since 1970. */
  CHANGED("changed"),
  /** The revision that the text is of. */
  REVISION("revision");

  private final String label;

  Field(String label) {
    this.label = label;
  }

  /** Its name in Lucene. */
  String label() {
    return label;
  }
}
