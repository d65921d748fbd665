package io.scriptorium.store;

import java.util.Arrays;

/** Bytes being written, in an array that grows. */
final class ByteSink {
  private byte[] bytes = new byte[32];
  private int size;

  /** One byte: the low eight bits. */
  void octet(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /**
   * A number of at least 0, seven bits a byte, the lowest first; all but the last have bit 7 set.
   */
  void number(long value) {
    long left = value;
    while (left > 0x7f) {
      octet(((int) left & 0x7f) | 0x80);
      left >>>= 7;
    }
    octet((int) left);
  }

  /** Any number; those near 0, on either side, are short. */
  void signed(long value) {
    long left = (value << 1) ^ (value >> (Long.SIZE - 1));
    while ((left & ~0x7fL) != 0) {
      octet(((int) left & 0x7f) | 0x80);
      left >>>= 7;
    }
    octet((int) left);
  }

  /** Eight bytes, the highest first. */
  void eight(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      octet((int) (value >>> shift));
    }
  }

  /** All of these bytes. */
  void octets(byte[] more) {
    octets(more, more.length);
  }

  /** The first {@code count} of these bytes. */
  void octets(byte[] more, int count) {
    room(count);
    System.arraycopy(more, 0, bytes, size, count);
    size += count;
  }

  /** What was written. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * size, 1 << 30)));
    }
  }
}
