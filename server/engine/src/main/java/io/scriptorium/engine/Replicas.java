package io.scriptorium.engine;

import io.scriptorium.plugin.ClientId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clients that a document has to do with at the moment. Belongs to the document's thread. */
final class Replicas {
  private final Map<ClientId, Replica> byClient = new LinkedHashMap<>();

  /** The one of this client, new if there was none. */
  Replica of(ClientId client) {
    return byClient.computeIfAbsent(client, Replica::new);
  }

  /** The one of this client, if there is one. */
  Optional<Replica> find(ClientId client) {
    return Optional.ofNullable(byClient.get(client));
  }

  /** Forgets one if there is nothing to remember. */
  void forget(Replica replica) {
    if (replica.forgettable()) {
      byClient.remove(replica.client(), replica);
    }
  }

  /** All of them, as they are now. */
  List<Replica> all() {
    return List.copyOf(byClient.values());
  }

  boolean isEmpty() {
    return byClient.isEmpty();
  }
}
