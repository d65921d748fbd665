package io.scriptorium.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  /** A server's frame: without a mask. */
  private static byte[] frame(int head, String payload) {
    byte[] bytes = payload.getBytes(UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 10).put((byte) head);
    if (bytes.length < 126) {
      frame.put((byte) bytes.length);
    } else if (bytes.length < 1 << 16) {
      frame.put((byte) 126).putShort((short) bytes.length);
    } else {
      frame.put((byte) 127).putLong(bytes.length);
    }
    frame.put(bytes).flip();
    byte[] whole = new byte[frame.remaining()];
    frame.get(whole);
    return whole;
  }

  private static List<String> read(byte[] bytes, int piece) {
    FrameReader reader = new FrameReader();
    List<String> read = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      reader.feed(
          ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)),
          (opcode, last, payload) ->
              read.add(opcode + (last ? " " : "+ ") + new String(payload, UTF_8)));
    }
    return read;
  }

  @Test
  void framesOfEverySizeAreReadWhateverPiecesTheyComeIn() {
    String medium = "m".repeat(300);
    String large = "l".repeat(70_000);
    ByteBuffer all = ByteBuffer.allocate(80_000);
    all.put(frame(0x81, "short")).put(frame(0x01, medium)).put(frame(0x80, "rest"));
    all.put(frame(0x89, "")).put(frame(0x81, large)).flip();
    byte[] bytes = new byte[all.remaining()];
    all.get(bytes);
    List<String> expected = List.of("1 short", "1+ " + medium, "0 rest", "9 ", "1 " + large);

    for (int piece : new int[] {7, 125, 4_096, 80_000}) {
      assertEquals(expected, read(bytes, piece));
    }
  }

  @Test
  void aClientsFrameHasAMaskThatChangesNothing() {
    ByteBuffer frame = FrameReader.write(1, "hello".getBytes(UTF_8));

    assertEquals((byte) 0x81, frame.get());
    assertEquals((byte) (0x80 | 5), frame.get());
    assertEquals(0, frame.getInt());
    assertEquals("hello", UTF_8.decode(frame).toString());
  }
}
