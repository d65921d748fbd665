package io.scriptorium.engine;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.util.ArrayList;
import java.util.List;

/** Reads long stretches of a log in pages. Blocks for the disk. */
final class History {
  /** How many changes are read at once. */
  private static final int PAGE = 512;

  private History() {}

  /** All changes after a revision. */
  static List<Change> after(ChangeLog log, DocumentId document, Revision revision) {
    List<Change> changes = new ArrayList<>();
    Revision at = revision;
    while (true) {
      List<Change> page = log.read(document, at, at.plus(PAGE));
      changes.addAll(page);
      if (page.size() < PAGE) {
        return changes;
      }
      at = page.getLast().revision();
    }
  }

  /**
   * An edit rebased from its base up to a revision, one change after the other.
   *
   * @throws StoreException also if the log has less than that, which it cannot in one piece
   */
  static AcceptedEdit rebase(ChangeLog log, AcceptedEdit edit, Revision through) {
    DocumentId document = edit.submission().document();
    Delta rebased = edit.submission().delta();
    Revision at = edit.submission().base();
    while (at.isBefore(through)) {
      Revision end = at.plus(Math.min(PAGE, through.number() - at.number()));
      List<Change> page = log.read(document, at, end);
      if (page.isEmpty()) {
        throw new StoreException(
            "document " + document + " has no change after revision " + at + " in its log",
            new IllegalStateException("expected changes up to revision " + through));
      }
      rebased = Placement.rebase(rebased, page);
      at = page.getLast().revision();
    }
    return edit.rebased(at, rebased);
  }
}
