package io.scriptorium.store;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a page of the catalogue ended: the document that was its last. Another document may come or
 * go in the meantime, and the next page still begins right after that place.
 *
 * @param changed of that document, in milliseconds since 1970
 * @param number of that document
 */
record Cursor(long changed, long number) {
  private static final int BODY_BYTES = 2 * Long.BYTES;
  private static final int BYTES = BODY_BYTES + Integer.BYTES;

  /** As clients are given it: 27 characters that fit into a URL. */
  String print() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(changed).putLong(number);
    bytes.putInt(check(bytes.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * The cursor that was printed so.
   *
   * @throws IllegalArgumentException if none prints so
   */
  static Cursor parse(String printed) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(printed);
    } catch (IllegalArgumentException notBase64) {
      throw none(printed, notBase64);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length != BYTES || buffer.getInt(BODY_BYTES) != check(bytes)) {
      throw none(printed, new IllegalArgumentException("length or checksum differ"));
    }
    Cursor cursor = new Cursor(buffer.getLong(), buffer.getLong());
    if (!cursor.print().equals(printed)) {
      throw none(printed, new IllegalArgumentException("another spelling"));
    }
    return cursor;
  }

  private static IllegalArgumentException none(String printed, Throwable why) {
    return new IllegalArgumentException(
        "expected a cursor as the page before gave it, got \"" + printed + "\"", why);
  }

  private static int check(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, BODY_BYTES);
    return (int) sum.getValue();
  }
}
