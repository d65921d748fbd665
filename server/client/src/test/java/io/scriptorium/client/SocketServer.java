package io.scriptorium.client;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ClientMessageJson;
import io.scriptorium.protocol.json.ServerMessageJson;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * As much of a server as one client needs, over a real socket: one document in memory, each edit
 * acknowledged as it comes. It knows of RFC 6455 what the JDK's client uses.
 */
final class SocketServer implements AutoCloseable {
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** What another client writes after each edit of this one. */
  private static final Delta STAMP = Delta.of(new Op.Insert("*", Attributes.NONE));

  private static final List<String> OTHERS = List.of("other");

  private final String scheme;
  private final ServerSocket listening;
  // For each revision what the client is told of it.
  private final List<ServerMessage> log = new ArrayList<>();
  private volatile Optional<Socket> connection = Optional.empty();
  private volatile RichText document = RichText.empty();

  /** One that speaks in the clear. */
  SocketServer() throws IOException {
    this("ws", ServerSocketFactory.getDefault());
  }

  /** One that speaks TLS, with the certificate of {@code identity}. */
  SocketServer(SSLContext identity) throws IOException {
    this("wss", identity.getServerSocketFactory());
  }

  private SocketServer(String scheme, ServerSocketFactory sockets) throws IOException {
    this.scheme = scheme;
    listening = sockets.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  URI address() {
    return URI.create(scheme + "://localhost:" + listening.getLocalPort());
  }

  RichText document() {
    return document;
  }

  /** Cuts the line, without a word. */
  void cut() throws IOException {
    if (connection.isPresent()) {
      connection.get().close();
    }
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        connection = Optional.of(socket);
        converse(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
      } catch (IOException e) {
        connection = Optional.empty(); // cut, by the client or by the test: on to the next
      }
    }
  }

  private void converse(DataInputStream in, OutputStream out) throws IOException {
    shakeHands(in, out);
    while (true) {
      Optional<String> frame = readText(in);
      if (frame.isPresent()) {
        for (ServerMessage answer : answers(ClientMessageJson.decode(frame.get()))) {
          writeText(out, ServerMessageJson.encode(answer));
        }
      }
    }
  }

  private List<ServerMessage> answers(ClientMessage message) {
    return switch (message) {
      case ClientMessage.Join join -> {
        List<ServerMessage> answers = new ArrayList<>(List.of(joined(join)));
        join.revision().ifPresent(known -> answers.addAll(since(known)));
        yield answers;
      }
      case ClientMessage.Edit edit -> {
        long before = log.size();
        commit(edit.delta(), new ServerMessage.Ack(edit.seq(), before + 1));
        commit(STAMP, new ServerMessage.Change(before + 1, before + 2, List.of(STAMP), OTHERS));
        yield since(before);
      }
      case ClientMessage.Ping() -> List.of(new ServerMessage.Pong());
      case ClientMessage.Plugin _ -> List.of();
    };
  }

  private void commit(Delta delta, ServerMessage message) {
    document = document.apply(delta);
    log.add(message);
  }

  private List<ServerMessage> since(long revision) {
    return List.copyOf(log.subList((int) revision, log.size()));
  }

  private ServerMessage joined(ClientMessage.Join join) {
    return new ServerMessage.Joined(
        "s1",
        join.revision().orElse((long) log.size()),
        log.size(),
        join.revision().isPresent() ? Optional.empty() : Optional.of(document.toDelta()),
        "editor",
        new ServerMessage.DocumentInfo("welcome", "Welcome"),
        List.of());
  }

  private static void shakeHands(DataInputStream in, OutputStream out) throws IOException {
    String key = "";
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Protocol: scriptorium.v1\r\nSec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(sha1(key + ACCEPT_SUFFIX))
            + "\r\n\r\n";
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-1", e);
    }
  }

  private static String readLine(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /** The text of the next frame; empty for one that is no text. */
  private static Optional<String> readText(DataInputStream in) throws IOException {
    int opcode = in.readUnsignedByte() & 0x0F;
    int length = in.readUnsignedByte() & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return opcode == 1
        ? Optional.of(new String(payload, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static void writeText(OutputStream out, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    boolean small = payload.length < 126;
    ByteBuffer frame = ByteBuffer.allocate(payload.length + (small ? 2 : 4));
    frame.put((byte) 0x81).put((byte) (small ? payload.length : 126));
    if (!small) {
      frame.putShort((short) payload.length);
    }
    frame.put(payload);
    out.write(frame.array());
  }

  @Override
  public void close() {
    try {
      listening.close();
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
