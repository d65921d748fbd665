package io.scriptorium.engine.plugin;

import io.scriptorium.engine.plugin.Checkpoints.Known;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds out what happened while an instance was not there: holds the list of documents against what
 * the plugin was told last, a page at a time. What happens meanwhile is told as it happens. Belongs
 * to the instance's lane.
 */
final class Comparison {
  private static final int PAGE = 200;

  private final Platform platform;
  private final Ledger ledger;
  private final Consumer<Backlog.Stretch> differs;
  private Optional<String> cursor = Optional.empty();
  private Optional<DocumentId> beyond = Optional.empty();
  private Stage stage = Stage.DOCUMENTS;

  private enum Stage {
    /** Goes through the documents that are there, for those that are new to the plugin. */
    DOCUMENTS,
    /** Goes through those that the plugin knows, for those that are gone. */
    KNOWN,
    DONE
  }

  Comparison(Platform platform, Ledger ledger, Consumer<Backlog.Stretch> differs) {
    this.platform = platform;
    this.ledger = ledger;
    this.differs = differs;
  }

  boolean done() {
    return stage == Stage.DONE;
  }

  /** Compares the next page. */
  void step() {
    switch (stage) {
      case DOCUMENTS -> documents();
      case KNOWN -> known();
      case DONE -> {}
    }
  }

  private void documents() {
    Documents.Page page = platform.list(cursor, PAGE);
    page.documents().forEach(this::compare);
    cursor = page.next();
    if (cursor.isEmpty()) {
      stage = Stage.KNOWN;
    }
  }

  private void compare(DocumentInfo document) {
    Optional<Known> known = ledger.find(document.id());
    long seen = known.map(Known::seen).map(seenUpTo -> seenUpTo.number()).orElse(0L);
    boolean same =
        known.isPresent()
            && !known.get().deleted()
            && known.get().title().equals(document.title())
            && seen == document.revision().number();
    if (!same) {
      differs.accept(new Backlog.Stretch(document.id(), seen, document.revision().number(), true));
    }
  }

  private void known() {
    List<Known> page = ledger.list(beyond, PAGE);
    for (Known known : page) {
      if (!known.deleted() && platform.find(known.document()).isEmpty()) {
        long seen = known.seen().number();
        differs.accept(new Backlog.Stretch(known.document(), seen, seen, true));
      }
    }
    if (page.size() < PAGE) {
      stage = Stage.DONE;
    } else {
      beyond = Optional.of(page.getLast().document());
    }
  }
}
