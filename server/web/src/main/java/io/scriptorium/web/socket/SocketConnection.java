package io.scriptorium.web.socket;

import io.scriptorium.engine.Connection;
import io.scriptorium.engine.Outbound;
import io.scriptorium.engine.Session;
import io.scriptorium.web.server.Settings;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A socket and its writer: one virtual thread that asks the session for the next frame, writes it,
 * and sleeps when there is none. All that is ever written goes through it, the pings and the close
 * included: Open Liberty refuses a write that begins while another is under way, or loses it.
 *
 * <p>A blocking write cannot be given a time limit, nor be interrupted. So {@link #abort} leaves
 * the writer to its fate, tells the session that the socket is gone, and closes the socket from
 * another thread; the writer ends when the container does away with the connection.
 */
final class SocketConnection implements Connection {
  private static final Logger LOG = System.getLogger(SocketConnection.class.getName());

  /** What a close frame has room for (RFC 6455, section 5.5). */
  private static final int REASON_BYTES = 123;

  private final jakarta.websocket.Session socket;
  private final Settings settings;
  private final Traffic traffic;
  private final Thread writer;
  private final Session session;

  /** Held while the session takes something in: the container closes from any thread. */
  private final ReentrantLock receiving = new ReentrantLock();

  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicBoolean gone = new AtomicBoolean();
  private volatile long heardNanos = System.nanoTime();
  private long nextPingNanos;

  /**
   * @param sessions opens the engine's session over this connection
   */
  SocketConnection(
      jakarta.websocket.Session socket,
      Settings settings,
      Traffic traffic,
      Function<Connection, Session> sessions) {
    this.socket = socket;
    this.settings = settings;
    this.traffic = traffic;
    this.nextPingNanos = System.nanoTime() + settings.pingInterval().toNanos();
    this.writer = Thread.ofVirtual().name("socket-writer").unstarted(this::write);
    this.session = sessions.apply(this);
  }

  /** Begins to write. */
  void start() {
    writer.start();
  }

  /** Notes that the client is alive. */
  void heard() {
    heardNanos = System.nanoTime();
  }

  /** Has the session take something in, unless the socket is gone. */
  void receive(Consumer<Session> message) {
    heard();
    receiving.lock();
    try {
      if (!gone.get()) {
        message.accept(session);
      }
    } finally {
      receiving.unlock();
    }
  }

  /** The socket is gone. */
  void closed() {
    receiving.lock();
    try {
      if (gone.compareAndSet(false, true)) {
        session.closed();
      }
    } finally {
      receiving.unlock();
    }
    wake();
  }

  @Override
  public void wake() {
    woken.set(true);
    LockSupport.unpark(writer);
  }

  @Override
  public void abort() {
    Thread.ofVirtual()
        .name("socket-abort")
        .start(() -> {
          closed();
          close(CloseCodes.GOING_AWAY, "the connection hung");
        });
  }

  private void write() {
    try {
      boolean open = true;
      while (open && !gone.get()) {
        keepAlive();
        open = step(session.poll());
      }
    } catch (IOException | IllegalStateException lost) {
      LOG.log(Level.DEBUG, "a socket was lost while it was written to", lost);
      closed();
      close(CloseCodes.UNEXPECTED_CONDITION, "the connection was lost");
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "a connection is dropped for a reason that nobody foresaw", bug);
      closed();
      close(CloseCodes.UNEXPECTED_CONDITION, "the server made a mistake");
    }
  }

  private boolean step(Outbound next) throws IOException {
    return switch (next) {
      case Outbound.Frame(var text) -> {
        socket.getBasicRemote().sendText(text);
        traffic.sent(FrameText.utf8Bytes(text));
        yield true;
      }
      case Outbound.Nothing() -> {
        sleep();
        yield true;
      }
      case Outbound.Close(var code, var reason) -> {
        close(CloseCodes.getCloseCode(code), reason);
        yield false;
      }
    };
  }

  private void keepAlive() throws IOException {
    long now = System.nanoTime();
    if (now - nextPingNanos < 0) {
      return;
    }
    if (now - heardNanos > settings.pingTimeout().toNanos()) {
      throw new IOException("nothing was heard for " + settings.pingTimeout());
    }
    socket.getBasicRemote().sendPing(ByteBuffer.allocate(0));
    nextPingNanos = now + settings.pingInterval().toNanos();
  }

  /** Until woken, or the next ping is due. */
  private void sleep() {
    while (!woken.getAndSet(false) && System.nanoTime() - nextPingNanos < 0) {
      LockSupport.parkNanos(this, nextPingNanos - System.nanoTime());
    }
  }

  private void close(CloseReason.CloseCode code, String reason) {
    try {
      socket.close(new CloseReason(code, FrameText.first(reason, REASON_BYTES)));
    } catch (IOException | IllegalStateException lost) {
      LOG.log(Level.DEBUG, "a socket was lost before it could be closed", lost);
    }
  }
}
