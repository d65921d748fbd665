package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Snapshot;

/**
 * Has a document's snapshots kept, off its thread. A failure only means that opening it will take
 * longer; it is observed, and the next turn comes after as many revisions again. Belongs to the
 * document's thread.
 */
final class SnapshotKeeper {
  private final DocumentId document;
  private final ServerParts parts;
  private final Background background;
  private long tried;
  private boolean saving;

  SnapshotKeeper(DocumentId document, ServerParts parts, Background background) {
    this.document = document;
    this.parts = parts;
    this.background = background;
  }

  /** The newest snapshot that is kept already. */
  void opened(Snapshot kept) {
    tried = kept.revision().number();
  }

  /** The document has come to this: keeps it if it is time to. */
  void moved(Snapshot committed) {
    if (!saving && committed.revision().number() - tried >= parts.limits().snapshotEvery()) {
      save(committed, () -> {});
    }
  }

  /** Keeps this one if it is newer, then, whether that worked or not, goes on. */
  void keep(Snapshot committed, Runnable then) {
    if (saving || committed.revision().number() <= tried) {
      then.run();
    } else {
      save(committed, then);
    }
  }

  private void save(Snapshot snapshot, Runnable then) {
    saving = true;
    tried = snapshot.revision().number();
    background.call(
        "keep a snapshot",
        () -> {
          parts.log().saveSnapshot(document, snapshot);
          return snapshot;
        },
        kept -> saved(then),
        failure -> saved(then));
  }

  private void saved(Runnable then) {
    saving = false;
    then.run();
  }
}
