package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a plugin has been told, durably: each document that it knows, the title that it was told
 * last, and the revision up to which it has seen the changes. Usable from any thread; every method
 * blocks for the disk and throws a {@link io.scriptorium.plugin.PluginException} if that fails.
 */
public interface Checkpoints {
  /** What it knows of one document; empty if it was never told of it. */
  Optional<Known> find(DocumentId document);

  /**
   * A page of what it knows, by the documents' ids.
   *
   * @param beyond where the page before ended; empty for the first
   * @param limit at least 1
   */
  List<Known> list(Optional<DocumentId> beyond, int limit);

  /** Takes note of all of these, or of none. */
  void save(Collection<Known> known);

  /**
   * What a plugin was told of a document.
   *
   * @param seen the newest change that it was told
   * @param deleted whether it was told that the document was deleted
   */
  record Known(DocumentId document, String title, Revision seen, boolean deleted) {
    /** The same with another title, and not deleted. */
    Known named(String newTitle) {
      return new Known(document, newTitle, seen, false);
    }

    /** The same, further on. */
    Known upTo(Revision revision) {
      return new Known(document, title, revision, deleted);
    }

    /** The same, deleted. */
    Known gone() {
      return new Known(document, title, seen, true);
    }
  }
}
