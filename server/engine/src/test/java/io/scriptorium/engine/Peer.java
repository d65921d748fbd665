package io.scriptorium.engine;

import io.scriptorium.delta.Delta;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A test's client at its end of a {@link FakeConnection}. */
final class Peer {
  final FakeConnection connection = new FakeConnection();
  final Session session;
  private final TestServer server;
  private Outbound.@Nullable Close close;

  Peer(TestServer server) {
    this.server = server;
    this.session = server.server.connect(TestServer.DOCUMENT, Optional.empty(), connection);
  }

  /** Sends a message, and has the server do what it does about it. */
  void say(ClientMessage message) {
    session.receive(message);
    server.settle();
  }

  void edit(long seq, long revision, Delta delta) {
    say(new ClientMessage.Edit(seq, revision, delta));
  }

  /** Everything that it is sent until there is no more, or the close. */
  List<ServerMessage> read() {
    List<ServerMessage> read = new ArrayList<>();
    while (true) {
      server.settle();
      switch (session.poll()) {
        case Outbound.Frame(String text) -> {
          ServerMessage message = server.frames.get(text);
          read.add(message == null ? new ServerMessage.Error("no frame", text) : message);
        }
        case Outbound.Nothing() -> {
          server.settle();
          if (!connection.wasWoken()) {
            return read;
          }
        }
        case Outbound.Close end -> {
          close = end;
          session.closed();
          server.settle();
          return read;
        }
      }
    }
  }

  /** The code that it was closed with; 0 if it is open. Reads everything first. */
  int closeCode() {
    var _ = read();
    return close == null ? 0 : close.code();
  }
}
