package io.scriptorium.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Connections over the JDK's own WebSocket client. */
public final class WebSocketTransport implements Transport {
  private static final String SUBPROTOCOL = "scriptorium.v1";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final HttpClient http;

  /** With what the given client trusts; many clients may share one. */
  public WebSocketTransport(HttpClient http) {
    this.http = http;
  }

  @Override
  public Channel connect(URI address, Receiver receiver) {
    SocketChannel channel = new SocketChannel(receiver);
    var _ =
        http.newWebSocketBuilder()
            .subprotocols(SUBPROTOCOL)
            .connectTimeout(CONNECT_TIMEOUT)
            .buildAsync(address, channel)
            .whenComplete(channel::connected);
    return channel;
  }

  /** One socket. The JDK wants each send to be complete before the next, so they are chained. */
  private static final class SocketChannel implements Channel, WebSocket.Listener {
    private final Receiver receiver;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private CompletableFuture<WebSocket> lastSend = socket;

    SocketChannel(Receiver receiver) {
      this.receiver = receiver;
    }

    private void connected(@Nullable WebSocket connected, @Nullable Throwable failure) {
      over(failure);
      if (connected != null) {
        socket.complete(connected);
      }
    }

    @Override
    public synchronized void send(String frame) {
      lastSend =
          lastSend
              .thenCompose(open -> open.sendText(frame, true))
              .whenComplete((_, failure) -> over(failure));
    }

    @Override
    public void close() {
      ended.set(true);
      var _ =
          socket.thenCompose(open ->
              open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                  .orTimeout(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                  .whenComplete((_, _) -> open.abort()));
    }

    private void over(@Nullable Throwable failure) {
      if (failure != null && ended.compareAndSet(false, true)) {
        receiver.closed(Receiver.ABNORMAL, String.valueOf(failure.getMessage()));
      }
    }

    @Override
    public void onOpen(WebSocket open) {
      receiver.opened();
      open.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        receiver.received(partial.toString());
        partial.setLength(0);
      }
      open.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket closing, int code, String reason) {
      if (ended.compareAndSet(false, true)) {
        receiver.closed(code, reason);
      }
      return null;
    }

    @Override
    public void onError(WebSocket broken, Throwable failure) {
      over(failure);
    }
  }
}
