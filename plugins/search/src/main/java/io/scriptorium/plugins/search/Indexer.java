package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the index true to the documents. A change only marks its document; {@link #PAUSE} later the
 * marked ones are indexed, each once, however much was typed meanwhile. For one thread, the
 * plugin's, but for {@link #waiting}.
 */
final class Indexer {
  /** From a change to the round that indexes it: together well below a second. */
  static final Duration PAUSE = Duration.ofMillis(200);

  /** From a change to the moment at which it can be found, at most, unless much is waiting. */
  private static final Duration PROMISE = Duration.ofMillis(900);

  /** A long document that is written in all the time takes one part in so many of a core. */
  private static final int SHARE = 5;

  /** How much a crash costs: so much is indexed again. */
  static final Duration COMMIT_PAUSE = Duration.ofSeconds(5);

  /** How long the plugin's thread works before its hooks get their turn again. */
  static final Duration TURN = Duration.ofMillis(200);

  /** So many revisions behind, what was seen is no longer worth indexing. */
  private static final long FAR_BEHIND = 100;

  private final PluginContext context;
  private final Documents documents;
  private final DocumentIndex index;
  private final Authors authors;

  /** Documents to be indexed, with the newest content that a hook was shown, in order. */
  private final Map<DocumentId, Optional<Snapshot>> marked = new LinkedHashMap<>();

  private volatile int waiting;
  private Duration pause = PAUSE;
  private boolean roundPlanned;
  private boolean commitPlanned;

  Indexer(PluginContext context, DocumentIndex index) {
    this.context = context;
    this.documents = context.documents();
    this.index = index;
    this.authors = new Authors(context);
  }

  /** Somebody has changed a document. */
  void changed(DocumentId document, String author, Snapshot after) {
    mark(document, Optional.of(after));
    authors.add(document, author);
  }

  /** There is a document, or it has another title. */
  void known(DocumentInfo document) {
    mark(document.id(), marked.getOrDefault(document.id(), Optional.empty()));
  }

  private void mark(DocumentId document, Optional<Snapshot> seen) {
    marked.put(document, seen);
    waiting = marked.size();
    planRound();
  }

  private void planRound() {
    if (!roundPlanned) {
      roundPlanned = true;
      context.schedule().after(pause, this::round);
    }
  }

  /** A round that fails is made again: what it did not get done is still marked. */
  private void round() {
    roundPlanned = false;
    Instant begun = context.clock().instant();
    try {
      indexMarked();
    } finally {
      pause =
          marked.isEmpty() ? pauseAfter(Duration.between(begun, context.clock().instant())) : PAUSE;
      if (!marked.isEmpty()) {
        planRound();
      }
      planCommit();
    }
  }

  /**
   * How long to wait after a round that took so long and left nothing behind: what was typed at its
   * beginning waits for it, the pause, and the next one.
   */
  static Duration pauseAfter(Duration round) {
    Duration fair = round.multipliedBy(SHARE - 1);
    Duration left = PROMISE.minus(round.multipliedBy(2));
    Duration most = fair.compareTo(left) < 0 ? fair : left;
    return most.compareTo(PAUSE) < 0 ? PAUSE : most;
  }

  private void planCommit() {
    if (!commitPlanned) {
      commitPlanned = true;
      context.schedule().after(COMMIT_PAUSE, this::commit);
    }
  }

  /** A document is gone. */
  void deleted(DocumentId document) {
    marked.remove(document);
    waiting = marked.size();
    authors.forget(document);
    index.remove(document);
    planRound();
  }

  /** How many documents wait to be indexed; from any thread. */
  int waiting() {
    return waiting;
  }

  /** Indexes what is marked, for one {@link #TURN} at most, and lets it be found. */
  private void indexMarked() {
    Instant end = context.clock().instant().plus(TURN);
    Iterator<Map.Entry<DocumentId, Optional<Snapshot>>> next = marked.entrySet().iterator();
    while (next.hasNext() && !context.clock().instant().isAfter(end)) {
      Map.Entry<DocumentId, Optional<Snapshot>> entry = next.next();
      update(entry.getKey(), entry.getValue());
      next.remove();
    }
    waiting = marked.size();
    index.refresh();
  }

  private void commit() {
    commitPlanned = false;
    index.commit();
  }

  /**
   * Indexes a document as it is now, unless the index has it like that already.
   *
   * @return whether there was something to do
   */
  boolean update(DocumentId document, Optional<Snapshot> seen) {
    Optional<DocumentInfo> info = documents.find(document);
    Optional<IndexedDocument.Facts> held = index.facts(document);
    if (info.isEmpty()) {
      index.remove(document);
      return held.isPresent();
    }
    if (held.isPresent() && isUpToDate(held.get(), info.get(), seen)) {
      return false;
    }
    Optional<Snapshot> content =
        seen.filter(snapshot -> isWorthIndexing(snapshot, info.get(), held))
            .or(() -> documents.newest(document));
    content.ifPresentOrElse(
        snapshot -> index.put(indexed(info.get(), snapshot)), () -> index.remove(document));
    return true;
  }

  private boolean isUpToDate(
      IndexedDocument.Facts held, DocumentInfo info, Optional<Snapshot> seen) {
    boolean hasText =
        seen.map(snapshot -> !snapshot.revision().isAfter(held.revision()))
            .orElse(!info.revision().isAfter(held.revision()));
    return hasText && held.equals(facts(info, held.revision()));
  }

  private static boolean isWorthIndexing(
      Snapshot seen, DocumentInfo info, Optional<IndexedDocument.Facts> held) {
    return seen.revision().plus(FAR_BEHIND).isAfter(info.revision())
        && held.filter(facts -> facts.revision().isAfter(seen.revision())).isEmpty();
  }

  private IndexedDocument indexed(DocumentInfo info, Snapshot snapshot) {
    return new IndexedDocument(facts(info, snapshot.revision()), snapshot.content().text());
  }

  private IndexedDocument.Facts facts(DocumentInfo info, Revision revision) {
    return new IndexedDocument.Facts(
        info.id(),
        info.title(),
        revision,
        info.created().truncatedTo(ChronoUnit.MILLIS),
        info.changed().truncatedTo(ChronoUnit.MILLIS),
        authors.of(info.id()));
  }
}
