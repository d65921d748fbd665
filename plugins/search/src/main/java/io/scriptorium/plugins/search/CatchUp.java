package io.scriptorium.plugins.search;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the index with the documents, once after each start, and makes up for what it lacks.
 *
 * <p>The host's checkpoint says what the hooks were told; it does not say what of it reached the
 * index's last commit before a crash, nor that somebody emptied the folder. The documents
 * themselves do. They are gone through from the newest change on, so that what people work on is
 * found first, a turn at a time: the hooks go on in between, and what they mark is indexed as
 * always.
 */
final class CatchUp {
  /** Between two turns, as long as a turn: what people write meanwhile is indexed, too. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration TURN = Duration.ofMillis(50);

  /** How often what was done can be found: each time costs a small part of the index. */
  private static final Duration REFRESH_PAUSE = Duration.ofSeconds(1);

  private static final int PAGE = 200;

  private final PluginContext context;
  private final DocumentIndex index;
  private final Indexer indexer;
  private final Set<String> seen = new HashSet<>();
  private final Deque<DocumentId> page = new ArrayDeque<>();
  private Optional<String> cursor = Optional.empty();
  private Stage stage = Stage.COMPARING;
  private Instant nextRefresh = Instant.MIN;
  private volatile boolean behind;
  private Schedule.@Nullable Task task;

  private enum Stage {
    COMPARING,
    LAST_PAGE,
    REMOVING
  }

  CatchUp(PluginContext context, DocumentIndex index, Indexer indexer) {
    this.context = context;
    this.index = index;
    this.indexer = indexer;
  }

  /** Begins, on the plugin's thread. */
  void start() {
    task = context.schedule().every(PAUSE, this::turn);
  }

  /** Whether documents were missing and it is not through yet; from any thread. */
  boolean isBehind() {
    return behind;
  }

  private void turn() {
    Instant now = context.clock().instant();
    Instant end = now.plus(TURN);
    do {
      if (page.isEmpty() && !nextPage()) {
        finish();
        return;
      }
      DocumentId document = page.remove();
      if (indexer.update(document, Optional.empty()) && stage != Stage.REMOVING) {
        behind = true;
      }
    } while (context.clock().instant().isBefore(end) && !page.isEmpty());
    if (!now.isBefore(nextRefresh)) {
      nextRefresh = now.plus(REFRESH_PAUSE);
      index.refresh();
    }
  }

  /** Whether there is another one: of documents to compare, then of such as are no more. */
  private boolean nextPage() {
    switch (stage) {
      case COMPARING -> {
        Documents.Page next = context.documents().list(cursor, PAGE);
        next.documents().stream().map(DocumentInfo::id).forEach(this::compare);
        cursor = next.next();
        stage = cursor.isPresent() ? Stage.COMPARING : Stage.LAST_PAGE;
      }
      case LAST_PAGE -> {
        index.refresh();
        Set<String> gone = index.ids();
        gone.removeAll(seen);
        gone.stream().map(DocumentId::new).forEach(page::add);
        stage = Stage.REMOVING;
      }
      case REMOVING -> {
        return false;
      }
    }
    return !page.isEmpty() || nextPage();
  }

  private void compare(DocumentId document) {
    seen.add(document.value());
    page.add(document);
  }

  private void finish() {
    index.refresh();
    index.commit();
    seen.clear();
    behind = false;
    if (task != null) {
      task.cancel();
    }
  }
}
