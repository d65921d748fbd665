package io.scriptorium.engine;

import io.scriptorium.protocol.ServerMessage;

/** Makes the text frame of a message: the engine knows no JSON. Usable from any thread. */
@FunctionalInterface
public interface FrameEncoder {
  /** The whole frame. */
  String encode(ServerMessage message);
}
