package io.scriptorium.plugins.history;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One document's history as somebody who may read it is shown it. Usable from any thread. */
final class DocumentHistory {
  /**
   * As many changes a difference is composed of; beyond that, the two documents are compared, which
   * finds less exactly what was done, and by whom.
   */
  private static final int COMPOSED = 5_000;

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

  /** Who wrote what at a revision. */
  Authorship authorship(long revision) {
    return index.authorshipAt(revision);
  }

  /** Episodes of writing, newest first. */
  List<Episode> episodes(long before, int limit) {
    return index.episodes(before, limit);
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
    return earlier.flatMap(before -> later.map(after -> between(before, after)));
  }

  private Difference between(Snapshot earlier, Snapshot later) {
    long from = earlier.revision().number();
    long to = later.revision().number();
    Authorship written = authorship(to);
    if (to - from > COMPOSED) {
      Delta found = earlier.content().toDelta().diff(later.content().toDelta());
      return Difference.of(
          earlier.content(), found, later.content(), written, Blame.nobody(earlier.content()));
    }
    List<Change> changes = all(from, to);
    return Difference.of(
        earlier.content(),
        Delta.composeAll(changes.stream().map(Change::delta).toList()),
        later.content(),
        written,
        Blame.of(earlier.content(), changes));
  }

  private List<Change> all(long from, long to) {
    List<Change> all = new ArrayList<>();
    long at = from;
    while (at < to) {
      List<Change> some = changes(at, (int) Math.min(10_000, to - at));
      if (some.isEmpty()) {
        throw new IllegalStateException(
            "document " + document + " has revision " + to + " but no change after " + at);
      }
      all.addAll(some);
      at = some.getLast().revision().number();
    }
    return all;
  }
}
