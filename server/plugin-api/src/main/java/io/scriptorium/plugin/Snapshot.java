package io.scriptorium.plugin;

import io.scriptorium.delta.RichText;

/** A document as it was at a revision. Can always be made again from the changes up to there. */
public record Snapshot(Revision revision, RichText content) {
  /** Of a document that nobody has edited yet: a newline at revision 0. */
  public static Snapshot initial() {
    return new Snapshot(Revision.ZERO, RichText.empty());
  }
}
