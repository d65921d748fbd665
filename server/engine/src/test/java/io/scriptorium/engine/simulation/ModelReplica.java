package io.scriptorium.engine.simulation;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Priority;
import io.scriptorium.delta.RichText;
import org.jspecify.annotations.Nullable;

/**
 * A client's copy of the document, as the protocol's page describes it and as short as that allows:
 * what it shows, its revision, at most one edit in flight, and a buffer of what was typed since.
 * Immutable, so that keeping one is what closing a tab leaves behind.
 *
 * @param view the document with everything that was typed here
 * @param seq of the newest edit that was sent
 * @param buffer empty if nothing waits
 */
record ModelReplica(
    RichText view, long revision, long seq, @Nullable Delta inFlight, Delta buffer) {

  /** Of a document that was just joined. */
  static ModelReplica of(Delta content, long revision, long seq) {
    return new ModelReplica(RichText.of(content), revision, seq, null, Delta.EMPTY);
  }

  boolean synchronizedNow() {
    return inFlight == null && buffer.isEmpty();
  }

  /** Its user types. */
  ModelReplica typed(Delta edit) {
    return new ModelReplica(view.apply(edit), revision, seq, inFlight, buffer.compose(edit));
  }

  /** The buffer goes out. */
  ModelReplica sending() {
    return new ModelReplica(view, revision, seq + 1, buffer, Delta.EMPTY);
  }

  /** Takes in others' changes, one after the other. */
  ModelReplica changed(long to, Iterable<Delta> changes) {
    RichText shown = view;
    Delta flying = inFlight;
    Delta waiting = buffer;
    for (Delta change : changes) {
      Delta incoming = change;
      if (flying != null) {
        Delta past = flying.transform(incoming, Priority.FIRST);
        flying = incoming.transform(flying, Priority.SECOND);
        incoming = past;
      }
      Delta past = waiting.transform(incoming, Priority.FIRST);
      waiting = incoming.transform(waiting, Priority.SECOND);
      shown = shown.apply(past);
    }
    return new ModelReplica(shown, to, seq, flying, waiting);
  }

  /** The edit in flight became a revision. */
  ModelReplica acknowledged(long became) {
    return new ModelReplica(view, became, seq, null, buffer);
  }
}
