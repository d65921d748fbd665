package io.scriptorium.store;

import io.scriptorium.delta.RichText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A document's content as bytes: the first byte is the format, {@value #DEFLATED}, then comes the
 * document's delta as {@link DeltaCodec} writes it, compressed (Deflate in its zlib frame, RFC
 * 1950, whose checksum tells a damaged one).
 */
final class SnapshotCodec {
  static final int DEFLATED = 1;

  private SnapshotCodec() {}

  /** The content's bytes. */
  static byte[] encode(RichText content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(DEFLATED);
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, fast)) {
      out.write(DeltaCodec.encode(content.toDelta()));
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
  }

  /**
   * The content that these bytes hold.
   *
   * @throws IllegalArgumentException if they hold none
   */
  static RichText decode(byte[] bytes) {
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
    int format = rest.read();
    if (format != DEFLATED) {
      throw new IllegalArgumentException(
          "expected snapshot format " + DEFLATED + ", got " + format);
    }
    try (InflaterInputStream in = new InflaterInputStream(rest)) {
      return RichText.of(DeltaCodec.decode(in.readAllBytes()));
    } catch (IOException damaged) {
      throw new IllegalArgumentException("a compressed snapshot is damaged", damaged);
    }
  }
}
