package io.scriptorium.store;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.ChangeLog.AppendResult;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** Short words for making and appending changes. */
final class Edits {
  private static final Author AUTHOR = new Author("author", "An author");

  private Edits() {}

  /** The text, put at the start of the document. */
  static Change change(long revision, String client, long seq, String text) {
    return new Change(
        new Revision(revision),
        new SubmissionId(new ClientId(client), seq),
        new SessionId("session"),
        AUTHOR,
        Instant.ofEpochMilli(1_750_000_000_000L + revision),
        Delta.of(new Op.Insert(text, Attributes.NONE)));
  }

  /** One letter to each of these revisions, its seq being the revision. */
  static List<Change> typed(long from, long through) {
    return LongStream.rangeClosed(from, through).mapToObj(r -> change(r, "a", r, "x")).toList();
  }

  static CompletableFuture<AppendResult> append(
      ChangeLog log, DocumentId document, List<Change> changes) {
    Revision expected = new Revision(changes.getFirst().revision().number() - 1);
    return log.append(document, expected, changes).toCompletableFuture();
  }

  static List<Change> all(ChangeLog log, DocumentId document) {
    return log.read(document, Revision.ZERO, new Revision(Long.MAX_VALUE));
  }
}
