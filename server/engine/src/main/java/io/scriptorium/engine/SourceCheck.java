package io.scriptorium.engine;

import io.scriptorium.engine.Brought.Stranger;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that a document shows its own attachments alone and links to the web and to mailboxes
 * alone. What it shows from before there was this rule may stay, move and come back by undo; no
 * browser fetches it.
 */
final class SourceCheck {
  /** How far back undo may reach for a picture from elsewhere, in revisions. */
  private static final long REMEMBERED = 1_000;

  private final ServerParts parts;
  private final DocumentId document;

  SourceCheck(ServerParts parts, DocumentId document) {
    this.parts = parts;
    this.document = document;
  }

  /**
   * Claims an edit's pictures. Blocks for the disk.
   *
   * @param now the document as it is
   * @return why the edit may not be made; empty if it may
   */
  Optional<String> problem(Brought brought, Snapshot now) {
    if (!brought.pictures().isEmpty() && !parts.attachments().claim(document, brought.pictures())) {
      return Optional.of("a picture of the edit is no attachment of this document: upload it anew");
    }
    return unknown(brought.strangers(), now).stream().findFirst().map(Stranger::words);
  }

  private Set<Stranger> unknown(Set<Stranger> strangers, Snapshot now) {
    Set<Stranger> left = Brought.notIn(now.content(), strangers);
    if (left.isEmpty()) {
      return left;
    }
    Revision from = new Revision(Math.max(0, now.revision().number() - REMEMBERED));
    Optional<Snapshot> before = parts.log().at(document, from);
    if (before.isPresent()) {
      left = Brought.notIn(before.get().content(), left);
    }
    for (Change change : parts.log().read(document, from, now.revision())) {
      left = Brought.notIn(change.delta().ops(), left);
    }
    return left;
  }
}
