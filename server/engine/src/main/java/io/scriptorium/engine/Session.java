package io.scriptorium.engine;

import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;

/**
 * One client in one document, over one connection. The receiving side ({@link #receive}, {@link
 * #refuse}, {@link #closed}) is called by one thread at a time, in the order of what happened on
 * the socket, and never blocks; the writing side ({@link #poll}) is called by the connection's one
 * writer.
 */
public interface Session {
  /** Takes in a message that was decoded. */
  void receive(ClientMessage message);

  /** The edge found what arrived to be no message: sends the error, then closes. */
  void refuse(CloseReason reason, String message);

  /** The socket is gone, for whatever reason. */
  void closed();

  /**
   * What to write next. Calling it again says that the write before is done. Never blocks for a
   * client or a disk.
   */
  Outbound poll();
}
