package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Revision;

/**
 * What the plugin has been told of one document, as it is kept over a restart.
 *
 * @param isThere whether the last word was that there is such a document
 * @param title the last that it was told
 * @param revision of the last change that it was told of
 */
record Checkpoint(boolean isThere, String title, Revision revision) {
  /** Of a document that the plugin has not heard of. */
  static final Checkpoint NONE = new Checkpoint(false, "", Revision.ZERO);

  Checkpoint told(String newTitle) {
    return new Checkpoint(true, newTitle, revision);
  }

  Checkpoint toldOf(Revision newRevision) {
    return new Checkpoint(isThere, title, newRevision);
  }

  Checkpoint toldOfDeletion() {
    return new Checkpoint(false, title, revision);
  }

  /**
   * As it was before the last so many changes, and before the document's creation or deletion was
   * told, if {@code isThere} is not how the document is now.
   */
  Checkpoint rewound(long changes, boolean wasThere) {
    return new Checkpoint(wasThere, title, new Revision(Math.max(0, revision.number() - changes)));
  }
}
