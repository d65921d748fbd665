package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a plugin what became of the documents, one step of one document at a time: that there is
 * one, its title, each change, that it was deleted. Keeps the checkpoints.
 */
final class Narrator {
  private final Map<DocumentId, Checkpoint> checkpoints = new HashMap<>();
  private final HookQueue hooks;

  Narrator(HookQueue hooks) {
    this.hooks = hooks;
  }

  /** Something new about a document: it is told in turn, then what is still to be told after it. */
  void tell(Plugin plugin, TestDocument document) {
    hooks.add(
        "a hook about " + document.id(),
        () -> {
          if (!isUpToDate(plugin, document)) {
            tell(plugin, document);
            step(plugin, document);
          }
        });
  }

  /** A change for a plugin that keeps no checkpoint. */
  void tellLive(Plugin plugin, TestDocument document, Change change) {
    var after = document.at(change.revision()).orElseThrow();
    hooks.add("onChange", () -> plugin.onChange(document.id(), change, after));
  }

  private boolean isUpToDate(Plugin plugin, TestDocument document) {
    var told = checkpoint(document);
    if (!document.isThere()) {
      return !told.isThere();
    }
    return told.isThere()
        && told.title().equals(document.info().title())
        && (plugin.delivery() == Delivery.LIVE || told.revision().equals(document.revision()));
  }

  /** The checkpoint goes on before the call: a change whose call throws counts as seen. */
  private void step(Plugin plugin, TestDocument document) {
    var told = checkpoint(document);
    var info = document.info();
    if (!document.isThere()) {
      checkpoints.put(info.id(), told.toldOfDeletion());
      plugin.onDocumentDeleted(info.id());
    } else if (!told.isThere()) {
      checkpoints.put(info.id(), told.told(info.title()));
      plugin.onDocumentCreated(info);
    } else if (!told.title().equals(info.title())) {
      checkpoints.put(info.id(), told.told(info.title()));
      plugin.onDocumentRenamed(info);
    } else {
      var revision = told.revision().next();
      checkpoints.put(info.id(), told.toldOf(revision));
      var change = document.changesAfter(told.revision(), 1).getFirst();
      plugin.onChange(info.id(), change, document.at(revision).orElseThrow());
    }
  }

  private Checkpoint checkpoint(TestDocument document) {
    return checkpoints.getOrDefault(document.id(), Checkpoint.NONE);
  }

  /** Forgets that the plugin was told lately: of a document's last changes and how it is. */
  void rewind(TestDocument document, long changes) {
    checkpoints.computeIfPresent(
        document.id(), (id, told) -> told.rewound(changes, !document.isThere()));
  }
}
