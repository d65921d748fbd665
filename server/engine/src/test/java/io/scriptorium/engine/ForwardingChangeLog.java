package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A log that hands every call on to another one: tests override what they want otherwise. */
public abstract class ForwardingChangeLog implements ChangeLog {
  /** The log that answers the call which is going on. */
  protected abstract ChangeLog target();

  @Override
  public CompletionStage<AppendResult> append(
      DocumentId document, Revision expected, List<Change> changes) {
    return target().append(document, expected, changes);
  }

  @Override
  public Optional<Stored> open(DocumentId document) {
    return target().open(document);
  }

  @Override
  public List<Change> read(DocumentId document, Revision after, Revision through) {
    return target().read(document, after, through);
  }

  @Override
  public Optional<Change> find(DocumentId document, SubmissionId submission) {
    return target().find(document, submission);
  }

  @Override
  public Optional<Change> newestOf(DocumentId document, ClientId client) {
    return target().newestOf(document, client);
  }

  @Override
  public Optional<Snapshot> snapshotAtOrBefore(DocumentId document, Revision revision) {
    return target().snapshotAtOrBefore(document, revision);
  }

  @Override
  public void saveSnapshot(DocumentId document, Snapshot snapshot) {
    target().saveSnapshot(document, snapshot);
  }
}
