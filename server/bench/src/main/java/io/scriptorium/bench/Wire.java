package io.scriptorium.bench;

import io.scriptorium.client.Transport;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ClientMessageJson;
import io.scriptorium.protocol.json.ServerMessageJson;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a document, message by message: for tools that decide themselves what is sent
 * when. Used by one thread.
 */
final class Wire implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Inbox inbox = new Inbox();
  private final Transport.Channel channel;

  private Wire(Transport transport, URI address) {
    channel = transport.connect(address, inbox);
  }

  /** Connects. */
  static Wire open(Transport transport, URI address) throws InterruptedException {
    Wire wire = new Wire(transport, address);
    if (!wire.inbox.open.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not connected to %s in time".formatted(address));
    }
    return wire;
  }

  /** Joins afresh, and returns what the server answers. */
  ServerMessage.Joined join(String client) throws InterruptedException {
    send(new ClientMessage.Join(client, Optional.empty(), Optional.empty(), Optional.empty()));
    return next(ServerMessage.Joined.class);
  }

  void send(ClientMessage message) {
    channel.send(ClientMessageJson.encode(message));
  }

  /** The next message. */
  ServerMessage next() throws InterruptedException {
    String frame = inbox.frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (frame == null) {
      throw new IllegalStateException("expected a message, got nothing in time");
    }
    return ServerMessageJson.decode(frame);
  }

  /** The next message of this kind; those of plugins and titles are passed over. */
  <T extends ServerMessage> T next(Class<T> kind) throws InterruptedException {
    while (true) {
      ServerMessage message = next();
      if (kind.isInstance(message)) {
        return kind.cast(message);
      }
      if (!(message instanceof ServerMessage.Plugin)
          && !(message instanceof ServerMessage.Document)) {
        throw new IllegalStateException("expected %s, got %s".formatted(kind, message));
      }
    }
  }

  @Override
  public void close() {
    channel.close();
  }

  /** What arrived. */
  private static final class Inbox implements Transport.Receiver {
    private final CountDownLatch open = new CountDownLatch(1);
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

    @Override
    public void opened() {
      open.countDown();
    }

    @Override
    public void received(String frame) {
      frames.add(frame);
    }

    @Override
    public void closed(int code, String reason) {
      frames.add(
          ServerMessageJson.encode(
              new ServerMessage.Error("closed", "closed with %d %s".formatted(code, reason))));
    }
  }
}
