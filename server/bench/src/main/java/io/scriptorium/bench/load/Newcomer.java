package io.scriptorium.bench.load;

import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.json.ClientMessageJson;
import java.util.Optional;
import java.util.UUID;

/** Somebody whom the server has never seen. */
final class Newcomer {
  private Newcomer() {}

  /** What he says first. */
  static String join() {
    return ClientMessageJson.encode(
        new ClientMessage.Join(
            "load-" + UUID.randomUUID(), Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
