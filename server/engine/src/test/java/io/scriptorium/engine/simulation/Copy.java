package io.scriptorium.engine.simulation;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.Optional;

/**
 * A client's copy of the document. There are two kinds, which meet in one simulation: the Java
 * client's own, and one written from the protocol's page alone. Immutable: to keep one is what
 * closing a tab leaves behind.
 */
interface Copy {
  /** The revision that it has. */
  long revision();

  /** The document with everything that was typed here. */
  RichText view();

  /** Whether all that was typed here is in the log, as far as this copy knows. */
  boolean settled();

  /** How much is typed ahead of the edit in flight, in ops. */
  int bufferedOps();

  /** The number of the newest edit. */
  long seq();

  /** Its user types. */
  Copy typed(Delta edit);

  /** The answer to a join with its revision. */
  Copy resumed(ServerMessage.Joined joined);

  /**
   * Takes in others' changes.
   *
   * @throws io.scriptorium.delta.MisfitException if what is pending does not go with them
   */
  Copy changed(ServerMessage.Change change);

  /** Takes in an ack; fails if it is not the one to come. */
  Copy acknowledged(ServerMessage.Ack ack);

  /** What is to be sent now. */
  Optional<ClientMessage.Edit> toSend();

  /** It was sent. */
  Copy sent();

  /** The connection is gone. */
  Copy disconnected();
}
