package io.scriptorium.client;

import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ClientMessageJson;
import io.scriptorium.protocol.json.ServerMessageJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Connections to nowhere, whose other end is the test. */
final class FakeTransport implements Transport {
  private final List<Line> lines = new ArrayList<>();

  /** One connection. */
  static final class Line implements Channel {
    private final Receiver receiver;
    private final List<ClientMessage> sent = new ArrayList<>();
    private boolean closed;

    Line(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void send(String frame) {
      sent.add(ClientMessageJson.decode(frame));
    }

    @Override
    public void close() {
      closed = true;
    }

    /** What the client sent since this was last asked. */
    List<ClientMessage> sent() {
      List<ClientMessage> all = List.copyOf(sent);
      sent.clear();
      return all;
    }

    boolean closed() {
      return closed;
    }

    void open() {
      receiver.opened();
    }

    void say(ServerMessage message) {
      sayRaw(ServerMessageJson.encode(message));
    }

    void sayRaw(String frame) {
      receiver.received(frame);
    }

    void closeWith(int code) {
      receiver.closed(code, "");
    }
  }

  @Override
  public Channel connect(URI address, Receiver receiver) {
    lines.add(new Line(receiver));
    return lines.getLast();
  }

  /** How often the client connected. */
  int connections() {
    return lines.size();
  }

  /** The newest connection. */
  Line line() {
    return lines.getLast();
  }
}
