package io.scriptorium.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * A WebSocket client without comfort: plain TCP, whole text messages. Belongs to its loop's thread.
 */
final class RawSocket {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final String END_OF_HEADERS = "\r\n\r\n";

  private final URI address;
  private final Listener listener;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final FrameReader frames = new FrameReader();
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private final StringBuilder answer = new StringBuilder();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
  private boolean open;
  private boolean closed;

  /** Is told what happens. */
  interface Listener {
    /** It can be sent to now. */
    void opened();

    /** A message in UTF-8. */
    void text(byte[] message);

    /** It is over, and not because {@link RawSocket#close} was called. */
    void lost(String why);
  }

  private RawSocket(Loop loop, URI address, Listener listener) throws IOException {
    this.address = address;
    this.listener = listener;
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    key = channel.register(loop.selector(), SelectionKey.OP_CONNECT, this);
    channel.connect(new InetSocketAddress(address.getHost(), address.getPort()));
  }

  /** Begins to connect to a {@code ws:} address with a port. */
  static RawSocket open(Loop loop, URI address, Listener listener) throws IOException {
    return new RawSocket(loop, address, listener);
  }

  /** Sends a text. */
  void send(String text) {
    write(FrameReader.write(TEXT, text.getBytes(UTF_8)));
  }

  /** Drops the connection. */
  void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException gone) {
      // That was to be.
    }
  }

  /** Does what its key is ready for. */
  void ready(ByteBuffer room) {
    try {
      if (key.isValid() && key.isConnectable() && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        write(ByteBuffer.wrap(handshake().getBytes(ISO_8859_1)));
      }
      if (key.isValid() && key.isWritable()) {
        flush();
      }
      if (key.isValid() && key.isReadable()) {
        read(room);
      }
    } catch (IOException lost) {
      fail(String.valueOf(lost.getMessage()));
    }
  }

  private String handshake() {
    return String.join(
        "\r\n",
        "GET " + address.getRawPath() + " HTTP/1.1",
        "Host: " + address.getRawAuthority(),
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: bG9hZCBvZiB0aGlzIHJ1bg==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: scriptorium.v1",
        "",
        "");
  }

  private void read(ByteBuffer room) throws IOException {
    room.clear();
    if (channel.read(room) < 0) {
      fail("the server closed the connection");
      return;
    }
    room.flip();
    if (!open) {
      greeted(room);
    }
    if (open) {
      frames.feed(room, this::frame);
    }
  }

  private void greeted(ByteBuffer bytes) {
    while (bytes.hasRemaining() && answer.indexOf(END_OF_HEADERS) < 0) {
      answer.append((char) bytes.get());
    }
    if (answer.indexOf(END_OF_HEADERS) < 0) {
      return;
    }
    if (!answer.toString().startsWith("HTTP/1.1 101")) {
      fail("expected 101, got " + answer.substring(0, answer.indexOf("\r\n")));
      return;
    }
    open = true;
    listener.opened();
  }

  private void frame(int opcode, boolean last, byte[] payload) {
    switch (opcode) {
      case PING -> write(FrameReader.write(PONG, payload));
      case PONG -> {}
      case CLOSE -> fail("closed with " + (payload.length < 2 ? 0 : code(payload)));
      default -> part(last, payload);
    }
  }

  private static int code(byte[] payload) {
    return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
  }

  private void part(boolean last, byte[] payload) {
    if (last && parts.size() == 0) {
      listener.text(payload);
      return;
    }
    parts.writeBytes(payload);
    if (last) {
      byte[] whole = parts.toByteArray();
      parts.reset();
      listener.text(whole);
    }
  }

  private void write(ByteBuffer bytes) {
    if (closed) {
      return;
    }
    unsent.add(bytes);
    try {
      flush();
    } catch (IOException lost) {
      fail(String.valueOf(lost.getMessage()));
    }
  }

  private void flush() throws IOException {
    while (!unsent.isEmpty()) {
      channel.write(unsent.element());
      if (unsent.element().hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      unsent.remove();
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  private void fail(String why) {
    if (!closed) {
      close();
      listener.lost(why);
    }
  }
}
