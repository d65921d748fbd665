package io.scriptorium.engine.simulation;

import io.scriptorium.engine.Connection;
import io.scriptorium.engine.Outbound;
import io.scriptorium.engine.Session;
import io.scriptorium.protocol.ClientMessage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One connection: in order in each direction, each message on its way for a while, until it is cut.
 * Its two ends learn of the cut at different times, the server's perhaps never.
 */
final class SimulatedSocket implements Connection {
  private final VirtualTime time;
  private final RandomGenerator random;
  private final ServerProcess process;
  private final SimulatedClient client;
  private final int latencyMicros;
  private @Nullable Session session;
  private boolean cut;
  private boolean serverGone;
  private boolean clientGone;
  private boolean polling;
  private boolean writing;
  private boolean hanging;
  private int slowness;
  private long lastUp;
  private long lastDown;

  SimulatedSocket(
      VirtualTime time,
      RandomGenerator random,
      ServerProcess process,
      SimulatedClient client,
      int latencyMicros) {
    this.time = time;
    this.random = random;
    this.process = process;
    this.client = client;
    this.latencyMicros = latencyMicros;
  }

  /** Its server's end. */
  void open(Session serverSide) {
    session = serverSide;
  }

  /** From now on each frame takes the reader so long. */
  void slow(int micros) {
    slowness = micros;
  }

  /** The reader stops reading in the middle of a frame; for ever. */
  void hang() {
    hanging = true;
  }

  /** From the client. */
  void send(ClientMessage message) {
    if (cut) {
      return;
    }
    lastUp = Math.max(lastUp, time.micros() + random.nextInt(latencyMicros));
    process.afterMicros(lastUp - time.micros(), () -> arrive(message));
  }

  private void arrive(ClientMessage message) {
    if (!cut && !serverGone && session != null) {
      session.receive(message);
    }
  }

  /** The client closes it, or the network does: whatever is under way is lost. */
  void cut() {
    if (cut) {
      return;
    }
    cut = true;
    if (random.nextInt(4) != 0) { // else the server never hears of it: a half-dead connection
      process.afterMicros(random.nextInt(500_000), this::serverNotices);
    }
    time.afterMicros(random.nextInt(100_000), this::clientNotices);
  }

  /** The server's process has died. */
  void serverDied() {
    cut = true;
    serverGone = true;
    time.afterMicros(random.nextInt(100_000), this::clientNotices);
  }

  private void serverNotices() {
    if (!serverGone && session != null) {
      serverGone = true;
      session.closed();
    }
  }

  private void clientNotices() {
    if (!clientGone) {
      clientGone = true;
      client.disconnected(this);
    }
  }

  @Override
  public void wake() {
    if (!polling && !writing && !serverGone) {
      polling = true;
      process.afterMicros(random.nextInt(40), this::poll);
    }
  }

  @Override
  public void abort() {
    cut = true;
    process.afterMicros(random.nextInt(1_000), this::serverNotices);
    time.afterMicros(random.nextInt(100_000), this::clientNotices);
  }

  private void poll() {
    polling = false;
    if (serverGone || session == null) {
      return;
    }
    switch (session.poll()) {
      case Outbound.Frame(String text) -> write(text);
      case Outbound.Close(int code, String reason) -> close(code);
      case Outbound.Nothing() -> {}
    }
  }

  private void write(String frame) {
    writing = true;
    if (hanging) {
      return;
    }
    process.afterMicros(
        random.nextInt(50) + (slowness == 0 ? 0 : random.nextInt(slowness)),
        () -> {
          writing = false;
          down(() -> client.received(this, frame));
          polling = true;
          poll();
        });
  }

  private void close(int code) {
    down(() -> client.closedByServer(this, code));
    process.afterMicros(random.nextInt(2_000), this::serverNotices);
    time.afterMicros(latencyMicros + 100_000, this::clientNotices);
  }

  private void down(Runnable arrival) {
    if (cut) {
      return;
    }
    lastDown = Math.max(lastDown, time.micros() + random.nextInt(latencyMicros));
    time.afterMicros(
        lastDown - time.micros(),
        () -> {
          if (!cut && !clientGone) {
            arrival.run();
          }
        });
  }
}
