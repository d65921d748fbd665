package io.scriptorium.web.socket;

import io.scriptorium.access.Issuer;
import io.scriptorium.access.SecretText;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.web.server.Bearer;
import io.scriptorium.web.server.GracefulStop;
import io.scriptorium.web.server.SessionCookie;
import io.scriptorium.web.server.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Opens {@code /ws/documents/{id}}.
 *
 * <p>The endpoint is no annotated class, because Open Liberty checks the length of a frame before
 * it takes it in only for the other kind (decisions/050-the-sockets-endpoint).
 */
@WebListener
public class SocketStart implements ServletContextListener {
  private static final Logger LOG = System.getLogger(SocketStart.class.getName());

  /** The member of the query that says whose edits are about to come. */
  private static final String ACCOUNT = "account";

  private final DocumentServer documents;
  private final Settings settings;
  private final Traffic traffic;
  private final GracefulStop stop;
  private final Issuer issuer;
  private Optional<StopNotice> notice = Optional.empty();

  /** Made by the container. */
  @Inject
  public SocketStart(
      DocumentServer documents,
      Settings settings,
      Traffic traffic,
      GracefulStop stop,
      Issuer issuer) {
    this.documents = documents;
    this.settings = settings;
    this.traffic = traffic;
    this.stop = stop;
    this.issuer = issuer;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    var container =
        (ServerContainer)
            event.getServletContext().getAttribute("jakarta.websocket.server.ServerContainer");
    try {
      container.addEndpoint(
          ServerEndpointConfig.Builder.create(DocumentEndpoint.class, DocumentEndpoint.PATH)
              .subprotocols(List.of(Handshake.SUBPROTOCOL))
              .configurator(new Configurator())
              .build());
    } catch (DeploymentException impossible) {
      throw new IllegalStateException("the WebSocket endpoint cannot be opened", impossible);
    }
    listen(container.getClass().getClassLoader());
  }

  private void listen(ClassLoader ofLiberty) {
    try {
      notice = Optional.of(StopNotice.listen(ofLiberty, stop::stop));
    } catch (ReflectiveOperationException | RuntimeException another) {
      LOG.log(
          Level.WARNING,
          "when this server stops, its clients will see a lost connection and not be told why",
          another);
    }
  }

  /** The application goes: on its own, or after the whole server was heard to. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    stop.stop();
    notice.ifPresent(SocketStart::end);
  }

  private static void end(StopNotice notice) {
    try {
      notice.end();
    } catch (ReflectiveOperationException gone) {
      LOG.log(Level.DEBUG, "the framework has stopped already", gone);
    }
  }

  /**
   * Whether a token is that of the account whose edits the client is about to send: the query says
   * {@code account=} and its id, or nothing behind it for somebody who is not signed in. The cookie
   * may be another person's by now, who signed in on the same browser.
   */
  private boolean isMeant(HandshakeRequest request, String token) {
    List<String> meant = request.getParameterMap().getOrDefault(ACCOUNT, List.of());
    return meant.isEmpty()
        || issuer
            .identify(new SecretText(token))
            .filter(identity -> meant.contains(identity.account().id().value()))
            .isPresent();
  }

  /** Makes an endpoint for each connection. What may not connect was turned away before. */
  private final class Configurator extends ServerEndpointConfig.Configurator {
    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
      return endpointClass.cast(new DocumentEndpoint(documents, settings, traffic));
    }

    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }

    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      request.getHeaders().getOrDefault("Authorization", List.of()).stream()
          .map(Bearer::token)
          .flatMap(Optional::stream)
          .findFirst()
          .or(() -> SessionCookie.in(request.getHeaders().getOrDefault("Cookie", List.of())))
          .filter(token -> isMeant(request, token))
          .ifPresent(token -> config.getUserProperties().put(DocumentEndpoint.TOKEN, token));
    }
  }
}
