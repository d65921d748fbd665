package io.scriptorium.plugins.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.FSDirectory;

/** All that an index on disk says, in an order that does not depend on how it came about. */
final class IndexDump {
  private IndexDump() {}

  /** By document: what is stored; by field, word and document: the places. */
  static Map<String, String> of(Path folder) {
    Map<String, String> dump = new TreeMap<>();
    try (var directory = FSDirectory.open(onlyIndex(folder));
        var reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        add(leaf.reader(), dump);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dump;
  }

  private static Path onlyIndex(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.collectingAndThen(Collectors.toList(), IndexDump::single));
    }
  }

  private static Path single(java.util.List<Path> files) {
    if (files.size() != 1) {
      throw new AssertionError("expected one index, got " + files);
    }
    return files.getFirst();
  }

  private static void add(LeafReader leaf, Map<String, String> dump) throws IOException {
    StoredFields stored = leaf.storedFields();
    for (int doc = 0; doc < leaf.maxDoc(); doc++) {
      if (isLive(leaf, doc)) {
        String fields =
            stored.document(doc).getFields().stream()
                .map(field -> field.name() + "=" + value(field))
                .sorted()
                .collect(Collectors.joining("\n"));
        dump.merge("document " + id(stored, doc), fields, (a, b) -> a + "\nTWICE\n" + b);
      }
    }
    for (Field field : new Field[] {Field.TITLE, Field.TEXT, Field.AUTHOR}) {
      if (leaf.terms(field.label()) != null) {
        addWords(leaf, field, dump);
      }
    }
  }

  private static void addWords(LeafReader leaf, Field field, Map<String, String> dump)
      throws IOException {
    TermsEnum terms = leaf.terms(field.label()).iterator();
    while (terms.next() != null) {
      String word = terms.term().utf8ToString();
      PostingsEnum places = terms.postings(null, PostingsEnum.OFFSETS);
      while (places.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (isLive(leaf, places.docID())) {
          String id = id(leaf.storedFields(), places.docID());
          dump.put(field + " " + word + " in " + id, places(places));
        }
      }
    }
  }

  private static String places(PostingsEnum places) throws IOException {
    StringBuilder shown = new StringBuilder();
    for (int n = 0; n < places.freq(); n++) {
      shown.append(places.nextPosition());
      shown.append('@').append(places.startOffset()).append('-').append(places.endOffset());
      shown.append(' ');
    }
    return shown.toString();
  }

  private static boolean isLive(LeafReader leaf, int doc) {
    return leaf.getLiveDocs() == null || leaf.getLiveDocs().get(doc);
  }

  private static String id(StoredFields stored, int doc) throws IOException {
    return stored.document(doc).get(Field.ID.label());
  }

  private static Object value(org.apache.lucene.index.IndexableField field) {
    return field.numericValue() == null ? field.stringValue() : field.numericValue();
  }
}
