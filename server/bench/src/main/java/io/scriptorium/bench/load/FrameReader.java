package io.scriptorium.bench.load;

import java.nio.ByteBuffer;

/** Takes a server's bytes, as they arrive, apart into WebSocket frames (RFC 6455, section 5.2). */
final class FrameReader {
  private static final int LONG = 127;
  private static final int MEDIUM = 126;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ByteBuffer rest = NOTHING;

  /** Is handed each frame. */
  @FunctionalInterface
  interface Sink {
    /**
     * A whole frame.
     *
     * @param opcode by RFC 6455: 0 continuation, 1 text, 8 close, 9 ping, 10 pong
     * @param last whether the message ends with it
     */
    void frame(int opcode, boolean last, byte[] payload);
  }

  /** Takes bytes in, all of them, and hands over the frames that end in them. */
  void feed(ByteBuffer bytes, Sink sink) {
    ByteBuffer all = joined(rest, bytes);
    while (frame(all, sink)) {}
    rest = all.hasRemaining() ? copy(all) : NOTHING;
  }

  private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    if (!first.hasRemaining()) {
      return second;
    }
    return ByteBuffer.allocate(first.remaining() + second.remaining())
        .put(first)
        .put(second)
        .flip();
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  private static boolean frame(ByteBuffer bytes, Sink sink) {
    int start = bytes.position();
    if (bytes.remaining() < 2) {
      return false;
    }
    int head = bytes.get() & 0xFF;
    int shortLength = bytes.get() & 0x7F;
    int more = shortLength == LONG ? Long.BYTES : shortLength == MEDIUM ? Short.BYTES : 0;
    if (bytes.remaining() < more) {
      bytes.position(start);
      return false;
    }
    long length =
        switch (more) {
          case Long.BYTES -> bytes.getLong();
          case Short.BYTES -> bytes.getShort() & 0xFFFF;
          default -> shortLength;
        };
    if (bytes.remaining() < length) {
      bytes.position(start);
      return false;
    }
    byte[] payload = new byte[Math.toIntExact(length)];
    bytes.get(payload);
    sink.frame(head & 0x0F, (head & 0x80) != 0, payload);
    return true;
  }

  /**
   * A client's frame. Its mask is zero, which leaves the payload as it is: a mask protects
   * intermediaries from what a page's script might send, and there is neither here.
   */
  static ByteBuffer write(int opcode, byte[] payload) {
    int length = payload.length;
    ByteBuffer frame = ByteBuffer.allocate(length + 14);
    frame.put((byte) (0x80 | opcode));
    if (length < MEDIUM) {
      frame.put((byte) (0x80 | length));
    } else if (length <= 0xFFFF) {
      frame.put((byte) (0x80 | MEDIUM)).putShort((short) length);
    } else {
      frame.put((byte) (0x80 | LONG)).putLong(length);
    }
    return frame.putInt(0).put(payload).flip();
  }
}
