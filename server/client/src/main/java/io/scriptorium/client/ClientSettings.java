package io.scriptorium.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a {@link DocumentClient} connects to, who it says it is, and how patient it is.
 *
 * @param address of the document's socket: {@code ws://} or {@code wss://}
 * @param name a guest's display name
 * @param token credentials, sent in {@code join}
 * @param pingEvery how often the client asks whether the server is still there
 * @param silenceLimit how long it hears nothing before it takes the connection for dead; longer
 *     than {@code pingEvery}
 * @param backoff how long it waits between attempts to connect
 */
public record ClientSettings(
    URI address,
    Optional<String> name,
    Optional<String> token,
    Duration pingEvery,
    Duration silenceLimit,
    Backoff backoff) {
  public ClientSettings {
    String scheme = address.getScheme();
    if (!"ws".equals(scheme) && !"wss".equals(scheme)) {
      throw new IllegalArgumentException("expected a ws: or wss: address, got " + address);
    }
    if (silenceLimit.compareTo(pingEvery) <= 0) {
      throw new IllegalArgumentException(
          "silence of %s must be longer than from ping to ping, %s"
              .formatted(silenceLimit, pingEvery));
    }
  }

  /**
   * For a guest in one document of a server.
   *
   * @param server such as {@code wss://example.org}
   */
  public static ClientSettings of(URI server, String documentId) {
    return new ClientSettings(
        server.resolve("/ws/documents/" + documentId),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(25),
        Backoff.standard());
  }

  /** The same under a display name. */
  public ClientSettings named(String displayName) {
    return new ClientSettings(
        address, Optional.of(displayName), token, pingEvery, silenceLimit, backoff);
  }

  /** The same with credentials. */
  public ClientSettings withToken(String credentials) {
    return new ClientSettings(
        address, name, Optional.of(credentials), pingEvery, silenceLimit, backoff);
  }

  /** The same with other waits between attempts to connect. */
  public ClientSettings withBackoff(Backoff other) {
    return new ClientSettings(address, name, token, pingEvery, silenceLimit, other);
  }
}
