package io.scriptorium.web;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client of bytes alone (RFC 6455), for what a proper client refuses to send. It
 * answers nothing by itself, no ping either.
 */
final class RawSocket implements AutoCloseable {
  private static final int TEXT = 1;
  private static final int CONTINUATION = 0;
  private static final int CLOSE = 8;
  private static final int LIMIT_MILLIS = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final String head;

  RawSocket(URI base, String document, String... headers) throws IOException {
    socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(LIMIT_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    String request =
        "GET /ws/documents/%s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\n"
                .formatted(document, base.getAuthority())
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + String.join("\r\n", headers)
            + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    head = readHead();
  }

  private String readHead() throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append((char) in.readUnsignedByte());
    }
    return text.toString();
  }

  /** The answer to the handshake, status line and headers. */
  String head() {
    return head;
  }

  int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  /** Sends the first or only frame of a text message. */
  void sendText(boolean last, byte[] payload) throws IOException {
    send((last ? 0x80 : 0) | TEXT, payload);
  }

  /** Sends the header of a text frame of this length, and nothing of the frame. */
  void announceText(long length) throws IOException {
    byte[] header =
        ByteBuffer.allocate(14).put((byte) (0x80 | TEXT)).put((byte) 0xff).putLong(length).array();
    socket.getOutputStream().write(header);
  }

  /** Sends the last frame of a text message. */
  void continueText(byte[] payload) throws IOException {
    send(0x80 | CONTINUATION, payload);
  }

  /** With a mask of zeros, which changes nothing. */
  private void send(int first, byte[] payload) throws IOException {
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    socket.getOutputStream().write(frame);
  }

  /** The next text message, pings and pongs passed over. */
  String text() throws IOException {
    return new String(next(TEXT), StandardCharsets.UTF_8);
  }

  /** The code of the close frame that comes next. */
  int closeCode() throws IOException {
    byte[] payload = next(CLOSE);
    return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
  }

  /** Whether the server ends the connection within so many seconds, whatever it sends before. */
  boolean endsWithin(int seconds) throws IOException {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    try {
      while (System.nanoTime() < deadline) {
        frame();
      }
      return false;
    } catch (EOFException | SocketException ended) {
      return true;
    }
  }

  private byte[] next(int wanted) throws IOException {
    while (true) {
      Frame frame = frame();
      if (frame.opcode() == wanted) {
        return frame.payload();
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Frame(int opcode, byte[] payload) {}

  private Frame frame() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(opcode, payload);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
