package io.scriptorium.protocol;

import io.scriptorium.delta.Delta;
import java.util.Optional;

/**
 * What a client says over the socket: one record for each {@code type} of protocol version 1, with
 * the wire's own values.
 */
public sealed interface ClientMessage {
  /**
   * The first message.
   *
   * @param client names the replica, 1 to 64 of {@code A-Z a-z 0-9 _ -}
   * @param revision "I have everything up to there"; empty for the whole document
   * @param name a guest's display name
   * @param token credentials, where the handshake carried none
   */
  record Join(String client, Optional<Long> revision, Optional<String> name, Optional<String> token)
      implements ClientMessage {}

  /**
   * An edit of the replica's own.
   *
   * @param seq rising with each edit of the replica
   * @param revision the replica's, to whose document {@code delta} applies
   */
  record Edit(long seq, long revision, Delta delta) implements ClientMessage {}

  /**
   * A message for a plugin.
   *
   * @param body JSON text, any value
   */
  record Plugin(String plugin, String body) implements ClientMessage {}

  /** Asks for a {@link ServerMessage.Pong}; allowed at any time. */
  record Ping() implements ClientMessage {}
}
