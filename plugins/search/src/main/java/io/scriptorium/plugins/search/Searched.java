package io.scriptorium.plugins.search;

import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/** A field whose words are searched: with the place of each word, so that a hit can be shown. */
final class Searched {
  private static final FieldType TYPE = type();

  private Searched() {}

  static org.apache.lucene.document.Field field(Field field, String text) {
    return new org.apache.lucene.document.Field(field.label(), text, TYPE);
  }

  private static FieldType type() {
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    type.setTokenized(true);
    type.setStored(true);
    type.freeze();
    return type;
  }
}
