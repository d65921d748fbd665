package io.scriptorium.engine.simulation;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Priority;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy as the protocol's page describes it, as short as that allows: at most one edit in flight,
 * and a buffer of what was typed since.
 *
 * @param seq of the newest edit that went out
 * @param buffer empty if nothing waits
 * @param joinHead what it must have before it sends; {@link Long#MAX_VALUE} without a connection
 * @param underWay whether the edit in flight was sent over this connection
 */
record ModelCopy(
    RichText view,
    long revision,
    long seq,
    @Nullable Delta inFlight,
    Delta buffer,
    long joinHead,
    boolean underWay)
    implements Copy {

  /** Of a document that was just joined. */
  static Copy of(ServerMessage.Joined joined, long lastSeq) {
    Delta content = joined.content().orElseThrow();
    return new ModelCopy(
        RichText.of(content), joined.revision(), lastSeq, null, Delta.EMPTY, joined.head(), false);
  }

  @Override
  public boolean settled() {
    return inFlight == null && buffer.isEmpty();
  }

  @Override
  public int bufferedOps() {
    return buffer.ops().size();
  }

  @Override
  public Copy typed(Delta edit) {
    return new ModelCopy(
        view.apply(edit), revision, seq, inFlight, buffer.compose(edit), joinHead, underWay);
  }

  @Override
  public Copy resumed(ServerMessage.Joined joined) {
    if (joined.revision() != revision) {
      throw new AssertionError("expected to resume at " + revision + ", got " + joined);
    }
    return new ModelCopy(view, revision, seq, inFlight, buffer, joined.head(), false);
  }

  @Override
  public Copy changed(ServerMessage.Change change) {
    if (change.from() != revision || change.revision() <= revision) {
      throw new AssertionError("expected a change from " + revision + ", got " + change);
    }
    RichText shown = view;
    Delta flying = inFlight;
    Delta waiting = buffer;
    for (Delta delta : change.deltas()) {
      Delta incoming = delta;
      if (flying != null) {
        Delta past = flying.transform(incoming, Priority.FIRST);
        flying = incoming.transform(flying, Priority.SECOND);
        incoming = past;
      }
      Delta past = waiting.transform(incoming, Priority.FIRST);
      waiting = incoming.transform(waiting, Priority.SECOND);
      shown = shown.apply(past);
    }
    return new ModelCopy(shown, change.revision(), seq, flying, waiting, joinHead, underWay);
  }

  @Override
  public Copy acknowledged(ServerMessage.Ack ack) {
    if (ack.revision() <= revision) {
      return this; // once more
    }
    if (ack.revision() != revision + 1 || ack.seq() != seq || inFlight == null) {
      throw new AssertionError(
          "expected the ack of " + seq + " after " + revision + ", got " + ack);
    }
    return new ModelCopy(view, ack.revision(), seq, null, buffer, joinHead, false);
  }

  @Override
  public Optional<ClientMessage.Edit> toSend() {
    if (revision < joinHead || underWay || settled()) {
      return Optional.empty();
    }
    return Optional.of(
        inFlight == null
            ? new ClientMessage.Edit(seq + 1, revision, buffer)
            : new ClientMessage.Edit(seq, revision, inFlight));
  }

  @Override
  public Copy sent() {
    return inFlight == null
        ? new ModelCopy(view, revision, seq + 1, buffer, Delta.EMPTY, joinHead, true)
        : new ModelCopy(view, revision, seq, inFlight, buffer, joinHead, true);
  }

  @Override
  public Copy disconnected() {
    return new ModelCopy(view, revision, seq, inFlight, buffer, Long.MAX_VALUE, false);
  }
}
