package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The Lucene index: one index document for each document. Written by one thread, the plugin's;
 * {@link #search} may be called from any.
 *
 * <p>What was put is found after the next {@link #refresh}, and is on disk after the next {@link
 * #commit}; a crash takes the index back to its last commit.
 */
final class DocumentIndex implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DocumentIndex.class.getName());

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Analyzer questions = new WordAnalyzer(WordAnalyzer.Use.QUESTION);
  private boolean committed = true;
  private boolean refreshed = true;

  private DocumentIndex(Directory directory, OpenMode mode) throws IOException {
    this.directory = directory;
    this.writer =
        new IndexWriter(
            directory, IndexFiles.config(new WordAnalyzer(WordAnalyzer.Use.TEXT), mode));
    try {
      checkIntegrity(writer);
      this.searchers = new SearcherManager(writer, new SearcherFactory());
    } catch (IOException e) {
      writer.rollback();
      throw e;
    }
  }

  /**
   * Reads every file once and compares its checksum: opening alone looks at the ends of the large
   * ones, and a wrong byte in the middle would be met by a question, or by nobody.
   */
  private static void checkIntegrity(IndexWriter writer) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
    }
  }

  /**
   * The index in a folder. One that is damaged, or whose words were made by other rules, is thrown
   * away: an empty one takes its place.
   */
  static DocumentIndex open(Path folder) {
    try {
      return IndexFolder.open(folder, DocumentIndex::open);
    } catch (IOException e) {
      throw new SearchIndexException("the search index in " + folder + " cannot be opened", e);
    }
  }

  private static DocumentIndex open(Directory directory) throws IOException {
    try {
      OpenMode mode = IndexFiles.areOfThisMake(directory) ? OpenMode.APPEND : OpenMode.CREATE;
      return new DocumentIndex(directory, mode);
    } catch (IOException e) {
      if (!IndexFiles.isDamage(e)) {
        throw e;
      }
      LOG.log(Level.WARNING, "the search index " + directory + " is damaged: it is made anew", e);
      IndexFolder.empty(directory);
      return new DocumentIndex(directory, OpenMode.CREATE);
    }
  }

  /** What cuts questions into words, as the texts were cut. */
  Analyzer questions() {
    return questions;
  }

  /** How many documents it holds, as of the last refresh. */
  int size() {
    return search(searcher -> searcher.getIndexReader().numDocs());
  }

  /** What it holds about a document, as of the last refresh; the text aside. */
  Optional<IndexedDocument.Facts> facts(DocumentId document) {
    return search(searcher -> {
      TopDocs found = searcher.search(new TermQuery(idTerm(document)), 1);
      if (found.scoreDocs.length == 0) {
        return Optional.empty();
      }
      return Optional.of(facts(searcher.storedFields(), found.scoreDocs[0].doc));
    });
  }

  /** The ids of all documents that it holds, as of the last refresh. */
  Set<String> ids() {
    return search(searcher -> {
      Set<String> ids = new HashSet<>();
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        SortedDocValues values = leaf.reader().getSortedDocValues(Field.ID.label());
        var live = leaf.reader().getLiveDocs();
        while (values != null && values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          if (live == null || live.get(values.docID())) {
            ids.add(values.lookupOrd(values.ordValue()).utf8ToString());
          }
        }
      }
      return ids;
    });
  }

  /** Takes a document in, in place of what was held about it before. */
  void put(IndexedDocument document) {
    try {
      writer.updateDocument(idTerm(document.facts().id()), lucene(document));
      touched();
    } catch (IOException e) {
      throw new SearchIndexException("document " + document.facts().id() + " is not indexed", e);
    }
  }

  /** Takes a document out, if it is there. */
  void remove(DocumentId document) {
    try {
      writer.deleteDocuments(idTerm(document));
      touched();
    } catch (IOException e) {
      throw new SearchIndexException("document " + document + " stays in the index", e);
    }
  }

  private void touched() {
    committed = false;
    refreshed = false;
  }

  /** Lets what was put be found. */
  void refresh() {
    if (refreshed) {
      return;
    }
    try {
      searchers.maybeRefreshBlocking();
      refreshed = true;
    } catch (IOException e) {
      throw new SearchIndexException("the search index cannot be read anew", e);
    }
  }

  /** Makes what was put durable. */
  void commit() {
    if (committed) {
      return;
    }
    try {
      writer.setLiveCommitData(IndexFiles.FORMAT.entrySet());
      writer.commit();
      committed = true;
    } catch (IOException e) {
      throw new SearchIndexException("the search index cannot be made durable", e);
    }
  }

  /** Asks the index as it was at the last refresh. */
  <T> T search(Question<T> question) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return question.ask(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new SearchIndexException("the search index cannot be read", e);
    }
  }

  /** Something to ask a searcher; the answer must not hold on to it. */
  @FunctionalInterface
  interface Question<T> {
    T ask(IndexSearcher searcher) throws IOException;
  }

  /** Makes everything durable and lets go of the files. */
  @Override
  public void close() {
    try (directory;
        writer;
        searchers) {
      commit();
    } catch (IOException e) {
      throw new SearchIndexException("the search index cannot be closed", e);
    }
  }

  private static Term idTerm(DocumentId document) {
    return new Term(Field.ID.label(), document.value());
  }

  private static Document lucene(IndexedDocument document) {
    IndexedDocument.Facts facts = document.facts();
    Document fields = new Document();
    String id = facts.id().value();
    fields.add(new StringField(Field.ID.label(), id, Store.YES));
    fields.add(new SortedDocValuesField(Field.ID.label(), new BytesRef(id)));
    fields.add(Searched.field(Field.TITLE, facts.title()));
    facts.authors().forEach(name -> fields.add(Searched.field(Field.AUTHOR, name)));
    fields.add(new LongField(Field.CREATED.label(), facts.created().toEpochMilli(), Store.YES));
    fields.add(new LongField(Field.CHANGED.label(), facts.changed().toEpochMilli(), Store.YES));
    fields.add(new StoredField(Field.REVISION.label(), facts.revision().number()));
    // Last, so that the others are read without it.
    fields.add(Searched.field(Field.TEXT, document.text()));
    return fields;
  }

  /** What is stored of a document, its text aside. */
  static IndexedDocument.Facts facts(StoredFields stored, int doc) throws IOException {
    return facts(stored.document(doc, STORED_FACTS));
  }

  private static IndexedDocument.Facts facts(Document fields) {
    return new IndexedDocument.Facts(
        new DocumentId(fields.get(Field.ID.label())),
        fields.get(Field.TITLE.label()),
        new Revision(number(fields, Field.REVISION)),
        Instant.ofEpochMilli(number(fields, Field.CREATED)),
        Instant.ofEpochMilli(number(fields, Field.CHANGED)),
        new TreeSet<>(List.of(fields.getValues(Field.AUTHOR.label()))));
  }

  /** All that is stored of a document. */
  static IndexedDocument whole(StoredFields stored, int doc) throws IOException {
    Document fields = stored.document(doc);
    String text = fields.get(Field.TEXT.label());
    return new IndexedDocument(facts(fields), text == null ? "" : text);
  }

  private static final Set<String> STORED_FACTS = storedFacts();

  private static Set<String> storedFacts() {
    Set<String> labels = new HashSet<>();
    Arrays.stream(Field.values()).filter(f -> f != Field.TEXT).forEach(f -> labels.add(f.label()));
    return labels;
  }

  private static long number(Document fields, Field field) {
    var stored = fields.getField(field.label());
    @Nullable Number number = stored == null ? null : stored.numericValue();
    if (number == null) {
      throw new IllegalStateException("the index has a document without " + field.label());
    }
    return number.longValue();
  }
}
