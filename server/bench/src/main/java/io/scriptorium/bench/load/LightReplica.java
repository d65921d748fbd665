package io.scriptorium.bench.load;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Priority;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A replica without a document: its revision, its length, and its edits that are not acknowledged.
 * One edit is in flight; what is made meanwhile is composed behind it; both are carried over each
 * change, the latecomer first.
 */
final class LightReplica {
  private long revision;
  private long length;
  private @Nullable Delta flying;
  private @Nullable Delta waiting;
  private int flyingEdits;
  private int waitingEdits;

  /** One of a document that is so long at a revision. */
  LightReplica(long revision, long length) {
    this.revision = revision;
    this.length = length;
  }

  /** What is to be sent: an edit and the revision that it is based on. */
  record Sending(long revision, Delta delta) {}

  /**
   * What became of an edit.
   *
   * @param delta what the document's record must have at its revision
   * @param edits how many made edits it was composed of
   */
  record Settled(Delta delta, int edits, Optional<Sending> next) {}

  long revision() {
    return revision;
  }

  /** How long the document is as this replica's user sees it. */
  long length() {
    return length;
  }

  /** Whether nothing waits for an ack. */
  boolean idle() {
    return flying == null;
  }

  /** The user makes an edit; it is sent now, or waits for the ack of the one before. */
  Optional<Sending> edit(Delta made) {
    length += made.changeLength();
    waiting = waiting == null ? made : waiting.compose(made);
    waitingEdits++;
    return flying == null ? send() : Optional.empty();
  }

  private Optional<Sending> send() {
    Delta next = waiting;
    if (next == null) {
      return Optional.empty();
    }
    flying = next;
    flyingEdits = waitingEdits;
    waiting = null;
    waitingEdits = 0;
    return Optional.of(new Sending(revision, next));
  }

  /** Somebody else's next change. */
  void change(Delta change) {
    revision++;
    length += change.changeLength();
    Delta sent = flying;
    if (sent != null) {
      Delta over = sent.transform(change, Priority.FIRST);
      flying = change.transform(sent, Priority.SECOND);
      if (waiting != null) {
        waiting = over.transform(waiting, Priority.SECOND);
      }
    }
  }

  /** The edit in flight is the next change. */
  Settled acknowledged() {
    Delta sent = flying;
    if (sent == null) {
      throw new IllegalStateException("an ack at revision " + revision + ", and nothing in flight");
    }
    revision++;
    int edits = flyingEdits;
    flying = null;
    return new Settled(sent, edits, send());
  }
}
