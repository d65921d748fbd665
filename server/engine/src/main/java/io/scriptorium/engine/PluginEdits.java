package io.scriptorium.engine;

import io.scriptorium.plugin.Submission;
import io.scriptorium.protocol.CloseReason;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The edits of plugins that are on their way in a document. A plugin's instance is a replica
 * without a session, whose edits are taken one after the other. Belongs to the document's thread.
 */
final class PluginEdits {
  private final ServerParts parts;
  private final Replicas replicas;
  private final Sequencer sequencer;
  private final Set<PluginEdit> pending = new LinkedHashSet<>();

  PluginEdits(ServerParts parts, Replicas replicas, Sequencer sequencer) {
    this.parts = parts;
    this.replicas = replicas;
    this.sequencer = sequencer;
  }

  /** Takes one. */
  void take(PluginEdit edit) {
    pending.removeIf(other -> other.result().isDone());
    pending.add(edit);
    Replica replica = replicas.of(edit.submission().id().client());
    Instant received = parts.clock().instant();
    if (replica.standing(edit.submission().id().seq()) == Replica.Standing.NEW) {
      submit(edit, replica, received);
    } else if (!replica.queues(() -> submit(edit, replica, received))) {
      edit.fail(
          CloseReason.TOO_MANY,
          "more than " + Replica.MAX_QUEUED + " edits of one plugin wait in one document");
    }
    replicas.forget(replica);
  }

  private void submit(PluginEdit edit, Replica replica, Instant received) {
    Submission submission = edit.submission();
    long head = sequencer.committed().revision().number();
    long inserted = Placement.inserted(submission.delta());
    if (submission.base().number() > head) {
      edit.fail(
          CloseReason.UNKNOWN_REVISION,
          "the edit is based on " + submission.base() + ", the head is " + head);
    } else if (inserted > parts.limits().editChars()) {
      edit.fail(CloseReason.TOO_LARGE, Intake.tooLarge(parts.limits(), inserted));
    } else {
      sequencer.submit(new AcceptedEdit(edit, replica, submission, received));
    }
  }

  /** Those of which nobody knows yet what becomes of them. */
  List<PluginEdit> pending() {
    return List.copyOf(pending);
  }
}
