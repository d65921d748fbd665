package io.scriptorium.web.socket;

import io.scriptorium.engine.Connection;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.Session;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.json.BadMessageException;
import io.scriptorium.protocol.json.ClientMessageJson;
import io.scriptorium.protocol.json.MalformedDeltaException;
import io.scriptorium.web.server.Settings;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client's end of a socket: decodes what arrives and hands it to the engine's session. The
 * container calls it from one thread at a time, and never waits in it.
 */
final class DocumentEndpoint extends Endpoint {
  static final String PATH = "/ws/documents/{document}";

  /** The user property with the token of the handshake. */
  static final String TOKEN = "scriptorium.token";

  private static final Logger LOG = System.getLogger(DocumentEndpoint.class.getName());

  /**
   * How much longer than its limit a frame may be and still be read, so that its sender learns from
   * us what is wrong. What is longer still, the container turns away unread, with close code 1009.
   */
  private static final int MARGIN = 4;

  private final DocumentServer documents;
  private final Settings settings;
  private final Traffic traffic;
  private Optional<String> token = Optional.empty();
  private @Nullable SocketConnection connection;

  DocumentEndpoint(DocumentServer documents, Settings settings, Traffic traffic) {
    this.documents = documents;
    this.settings = settings;
    this.traffic = traffic;
  }

  @Override
  public void onOpen(jakarta.websocket.Session socket, EndpointConfig config) {
    int limit = (int) Math.min((long) MARGIN * frameBytes(), Integer.MAX_VALUE);
    socket.setMaxTextMessageBufferSize(limit);
    socket.setMaxBinaryMessageBufferSize(limit);
    socket.setMaxIdleTimeout(0);
    token = Optional.ofNullable((String) config.getUserProperties().get(TOKEN));
    var opened =
        new SocketConnection(socket, settings, traffic, connection -> session(socket, connection));
    connection = opened;
    socket.addMessageHandler(Reader.class, payload -> text(opened, payload));
    socket.addMessageHandler(InputStream.class, payload -> binary(opened));
    socket.addMessageHandler(PongMessage.class, pong -> opened.heard());
    opened.start();
  }

  @Override
  public void onClose(jakarta.websocket.Session socket, jakarta.websocket.CloseReason reason) {
    if (connection != null) {
      connection.closed();
    }
  }

  @Override
  public void onError(jakarta.websocket.Session socket, Throwable error) {
    LOG.log(Level.DEBUG, "a socket failed", error);
  }

  private Session session(jakarta.websocket.Session socket, Connection connection) {
    String id = socket.getPathParameters().getOrDefault("document", "");
    Optional<String> principal =
        Optional.ofNullable(socket.getUserPrincipal()).map(Principal::getName);
    return DocumentId.parse(id)
        .map(document -> documents.connect(document, principal, connection))
        .orElseGet(
            () -> new TurnedAway(CloseReason.NOT_FOUND, "there is no document of this name"));
  }

  private void text(SocketConnection from, Reader payload) {
    try {
      switch (FrameText.read(payload, frameBytes())) {
        case FrameText.Whole(var text, var bytes) -> {
          traffic.received(bytes);
          message(from, text);
        }
        case FrameText.TooLong() ->
            refuse(
                from,
                CloseReason.TOO_LARGE,
                "a frame may have " + frameBytes() + " bytes at most; this one has more");
        case FrameText.NotUtf8() ->
            refuse(from, CloseReason.BAD_MESSAGE, "a frame must be UTF-8; this one is not");
      }
    } catch (IOException lost) {
      LOG.log(Level.DEBUG, "a frame could not be read", lost);
    }
  }

  private void message(SocketConnection from, String text) {
    try {
      ClientMessage message = authenticated(ClientMessageJson.decode(text));
      from.receive(session -> session.receive(message));
    } catch (BadMessageException bad) {
      refuse(from, CloseReason.BAD_MESSAGE, bad.getMessage());
    } catch (MalformedDeltaException bad) {
      refuse(from, CloseReason.INVALID_EDIT, bad.getMessage());
    }
  }

  /** A join carries the handshake's token, if it has none of its own. */
  private ClientMessage authenticated(ClientMessage message) {
    return message instanceof ClientMessage.Join join && join.token().isEmpty()
        ? new ClientMessage.Join(join.client(), join.revision(), join.name(), token)
        : message;
  }

  private static void binary(SocketConnection from) {
    refuse(from, CloseReason.BAD_MESSAGE, "a frame must be text; this one is binary");
  }

  private static void refuse(SocketConnection from, CloseReason reason, @Nullable String words) {
    from.receive(session -> session.refuse(reason, String.valueOf(words)));
  }

  private int frameBytes() {
    return settings.limits().frameBytes();
  }
}
