package io.scriptorium.client;

import io.scriptorium.delta.Delta;
import java.util.List;

/**
 * What of a replica's own edits is under way, as one of three states.
 *
 * <pre>
 *                    edited                        edited
 *    Synchronized ───────────► AwaitingAck ───────────► AwaitingAckWithBuffer ─┐
 *          ▲                    │       ▲                     │        ▲       │ edited
 *          └────────────────────┘       └─────────────────────┘        └───────┘
 *                   ack                           ack
 * </pre>
 *
 * The names are those of ot.js, from which the scheme comes: at most one edit in flight, and
 * whatever its user does meanwhile composed into a buffer.
 */
public sealed interface SyncState {
  /** What is pending, oldest first: nothing, the edit in flight, or that and the buffer. */
  List<Delta> pending();

  /** Nothing is under way: the replica shows the document. */
  record Synchronized() implements SyncState {
    @Override
    public List<Delta> pending() {
      return List.of();
    }
  }

  /** One edit is in flight. */
  record AwaitingAck(InFlight inFlight) implements SyncState {
    @Override
    public List<Delta> pending() {
      return List.of(inFlight.delta());
    }
  }

  /** One edit is in flight; what was done since waits, as one edit, for its turn. */
  record AwaitingAckWithBuffer(InFlight inFlight, Delta buffer) implements SyncState {
    @Override
    public List<Delta> pending() {
      return List.of(inFlight.delta(), buffer);
    }
  }

  /**
   * The edit that has a number and is, or soon will be, on its way.
   *
   * @param delta on the document at the replica's revision: carried over what was committed since
   */
  record InFlight(long seq, Delta delta, Passage passage) {}

  /** How far an edit in flight has got. */
  enum Passage {
    /** It has never left. */
    WAITING,
    /** It was sent on this connection. */
    SENT,
    /** It was sent on an earlier connection: the server may have it or not. */
    UNSURE
  }
}
