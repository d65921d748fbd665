package io.scriptorium.engine;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Submission;
import java.time.Instant;

/**
 * An edit on its way to the log: its client will see its ack, or be told that it is not to be. It
 * keeps the base that its author gave it, so that it can be ordered afresh after a failure.
 *
 * @param received when it arrived
 */
record AcceptedEdit(Submitter submitter, Replica replica, Submission submission, Instant received) {

  /** The same edit, rebased. */
  AcceptedEdit rebased(Revision base, Delta delta) {
    Submission old = submission;
    return new AcceptedEdit(
        submitter,
        replica,
        new Submission(old.document(), old.id(), old.session(), old.author(), base, delta),
        received);
  }
}
