package io.scriptorium.plugins.history;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One document's history as somebody who may read it is shown it. Usable from any thread. */
final class DocumentHistory {
  private final DocumentId document;
  private final Documents documents;
  private final HistoryIndex index;

  DocumentHistory(DocumentId document, Documents documents, HistoryIndex index) {
    this.document = document;
    this.documents = documents;
    this.index = index;
  }

  /** The document at a revision, if it has come that far. */
  Optional<Snapshot> at(long revision) {
    return documents.at(document, new Revision(revision));
  }

  /** Who wrote what of the document as it was once. */
  List<Passage> passages(Snapshot then) {
    long revision = then.revision().number();
    return Passage.of(indexed(revision).between(0, revision), then.content().length());
  }

  /**
   * Episodes of writing up to a revision, newest first, that end before another, if it is not 0.
   */
  List<Episode> episodes(long head, long before, int limit) {
    return indexed(head).episodes(before, limit);
  }

  /** The names that authors had last, by id; those that are not known are left out. */
  Map<String, String> names(Collection<String> authors) {
    Map<String, String> names = new HashMap<>();
    for (String author : Set.copyOf(authors)) {
      index.name(author).ifPresent(name -> names.put(author, name));
    }
    return names;
  }

  /** Changes after a revision, in order. */
  List<Change> changes(long after, int limit) {
    return documents.changes(document, new Revision(after), limit);
  }

  /** What lies between two revisions, the first of which is not after the second. */
  Optional<Difference> between(long from, long to) {
    Optional<Snapshot> earlier = at(from);
    Optional<Snapshot> later = at(to);
    return earlier.flatMap(before ->
        later.map(after ->
            Difference.of(before.content(), indexed(to).between(from, to), after.content())));
  }

  /** The index, up to a revision at least. */
  private HistoryIndex indexed(long revision) {
    index.reach(revision);
    return index;
  }
}
