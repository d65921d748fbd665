package io.scriptorium.engine.simulation;

import io.scriptorium.client.Reception;
import io.scriptorium.client.Replica;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.MisfitException;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;

/** The Java client's own replica, as it is shipped. */
record ClientCopy(Replica replica) implements Copy {
  /** Of a document that was just joined. */
  static Copy of(ServerMessage.Joined joined, long lastSeq) {
    return new ClientCopy(Replica.of(joined, lastSeq));
  }

  @Override
  public long revision() {
    return replica.revision();
  }

  @Override
  public RichText view() {
    return replica.content();
  }

  @Override
  public boolean settled() {
    return replica.inFlight().isEmpty();
  }

  @Override
  public int bufferedOps() {
    List<Delta> pending = replica.state().pending();
    return pending.size() < 2 ? 0 : pending.getLast().ops().size();
  }

  @Override
  public long seq() {
    return replica.lastSeq();
  }

  @Override
  public Copy typed(Delta edit) {
    return new ClientCopy(replica.edited(edit));
  }

  @Override
  public Copy resumed(ServerMessage.Joined joined) {
    return taken(replica.resumed(joined));
  }

  @Override
  public Copy changed(ServerMessage.Change change) {
    Reception reception = replica.changed(change);
    if (reception instanceof Reception.Clash(String message) && !settled()) {
      throw new MisfitException(message);
    }
    return taken(reception);
  }

  @Override
  public Copy acknowledged(ServerMessage.Ack ack) {
    return taken(replica.acknowledged(ack));
  }

  private static Copy taken(Reception reception) {
    return switch (reception) {
      case Reception.Taken taken -> new ClientCopy(taken.replica());
      case Reception.Gap gap -> throw new AssertionError(gap);
      case Reception.Clash clash -> throw new AssertionError(clash);
    };
  }

  @Override
  public Optional<ClientMessage.Edit> toSend() {
    return replica.toSend();
  }

  @Override
  public Copy sent() {
    return new ClientCopy(replica.sent());
  }

  @Override
  public Copy disconnected() {
    return new ClientCopy(replica.disconnected());
  }
}
