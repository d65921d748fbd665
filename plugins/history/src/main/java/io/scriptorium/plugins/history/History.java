package io.scriptorium.plugins.history;

import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.Snapshot;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows what became of a document, and brings back what it was. Nothing is rewritten: to restore is
 * a new edit.
 *
 * <p>It is told of changes only while somebody writes, and then brings its {@link HistoryIndex} up
 * to the log now and again; what it missed it reads when it is asked.
 */
public final class History implements Plugin {
  /** How many documents' indexes may be extended at once. */
  private static final int TURNS = 64;

  /** How long after a change the index is brought up to it, so that asking finds it ready. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** How many pages of the log one turn reads, so that others get theirs. */
  private static final int PAGES_PER_TURN = 10;

  /** A document's is the one of its hash: few documents share one, and none has two. */
  private final List<Lock> turns = Stream.<Lock>generate(ReentrantLock::new).limit(TURNS).toList();

  private final Set<DocumentId> behind = new HashSet<>();
  private @Nullable PluginContext context;

  @Override
  public String name() {
    return "history";
  }

  @Override
  public Delivery delivery() {
    return Delivery.LIVE;
  }

  @Override
  public void start(PluginContext given) {
    context = given;
    given.serve(new HistoryResource(this, given));
    given.schedule().every(PAUSE, this::catchUp);
  }

  @Override
  public void onChange(DocumentId document, Change change, Snapshot after) {
    behind.add(document);
  }

  private void catchUp() {
    int pages = 0;
    for (Iterator<DocumentId> each = behind.iterator();
        each.hasNext() && pages < PAGES_PER_TURN; ) {
      HistoryIndex index = index(each.next());
      boolean more = true;
      while (more && pages < PAGES_PER_TURN) {
        more = index.extend();
        pages++;
      }
      if (!more) {
        each.remove();
      }
    }
  }

  @Override
  public void onDocumentDeleted(DocumentId document) {
    behind.remove(document);
  }

  /** A document's history; empty if there is no such document for the asker. */
  Optional<DocumentHistory> of(DocumentId document, Asker asker) {
    Documents visible = host().documents(asker);
    return visible
        .find(document)
        .map(info -> new DocumentHistory(document, visible, index(document)));
  }

  /** The names that were given to revisions of a document. */
  Versions versions(DocumentId document) {
    return new Versions(host().storage(document));
  }

  private HistoryIndex index(DocumentId document) {
    Lock turn = turns.get(Math.floorMod(document.hashCode(), TURNS));
    return new HistoryIndex(document, host().documents(), host().storage(document), turn);
  }

  private PluginContext host() {
    PluginContext given = context;
    if (given == null) {
      throw new IllegalStateException("the history plugin was not started");
    }
    return given;
  }
}
