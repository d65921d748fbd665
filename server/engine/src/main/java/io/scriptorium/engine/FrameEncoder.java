package io.scriptorium.engine;

import io.scriptorium.protocol.ServerMessage;

/** Makes the text frame of a message: the engine knows no JSON. Usable from any thread. */
@FunctionalInterface
public interface FrameEncoder {
  /**
   * The whole frame.
   *
   * @throws IllegalArgumentException if the body of a plugin's message is not JSON
   */
  String encode(ServerMessage message);
}
