package io.scriptorium.store;

import java.util.Arrays;

/**
 * Bytes being read: what {@link ByteSink} wrote. Bytes that end too early, or a number that is too
 * long, are an {@link IllegalArgumentException}.
 */
final class ByteSource {
  private final byte[] bytes;
  private int position;

  /** Reads these bytes from the first on. */
  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether there is another byte. */
  boolean hasMore() {
    return position < bytes.length;
  }

  /** One byte, 0 to 255. */
  int octet() {
    need(1);
    return bytes[position++] & 0xff;
  }

  /** See {@link ByteSink#number}. */
  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number goes on for too long at byte " + position);
  }

  /** See {@link ByteSink#signed}. */
  long signed() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("a number goes on for too long at byte " + position);
  }

  /** See {@link ByteSink#eight}. */
  long eight() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | octet();
    }
    return value;
  }

  /** So many bytes. */
  byte[] octets(int count) {
    need(count);
    position += count;
    return Arrays.copyOfRange(bytes, position - count, position);
  }

  private void need(int count) {
    if (count < 0 || count > bytes.length - position) {
      throw new IllegalArgumentException(
          "expected " + count + " bytes more at byte " + position + " of " + bytes.length);
    }
  }
}
