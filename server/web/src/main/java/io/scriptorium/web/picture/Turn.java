package io.scriptorium.web.picture;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a photograph has to be turned to be the right way up, as its camera noted it: EXIF's
 * orientation, 1 to 8.
 */
record Turn(int orientation) {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int ORIENTATION = 0x0112;
  private static final int ENTRY_BYTES = 12;

  /** As it is. */
  static final Turn NONE = new Turn(1);

  /** What a JPEG says; as it is where it says nothing that can be read. */
  static Turn of(byte[] jpeg) {
    int at = 2;
    while (at + 4 < jpeg.length && (jpeg[at] & 0xff) == 0xff) {
      int marker = jpeg[at + 1] & 0xff;
      int length = ((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff);
      int from = at + 4;
      int to = Math.min(jpeg.length, at + 2 + length);
      if (marker == 0xda || length < 2) {
        return NONE;
      }
      if (marker == 0xe1 && isExif(jpeg, from, to)) {
        int start = from + EXIF.length;
        return inTiff(ByteBuffer.wrap(jpeg, start, to - start).slice());
      }
      at += 2 + length;
    }
    return NONE;
  }

  private static boolean isExif(byte[] jpeg, int from, int to) {
    int end = from + EXIF.length;
    return end <= to && Arrays.equals(jpeg, from, end, EXIF, 0, EXIF.length);
  }

  private static Turn inTiff(ByteBuffer tiff) {
    if (tiff.remaining() < 8) {
      return NONE;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int entries = tiff.getInt(4);
    if (entries < 0 || entries > tiff.limit() - 2) {
      return NONE;
    }
    int count = tiff.getShort(entries) & 0xffff;
    for (int i = 0; i < count; i++) {
      int entry = entries + 2 + i * ENTRY_BYTES;
      if (entry > tiff.limit() - ENTRY_BYTES) {
        return NONE;
      }
      if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
        int orientation = tiff.getShort(entry + 8);
        return orientation >= 1 && orientation <= 8 ? new Turn(orientation) : NONE;
      }
    }
    return NONE;
  }

  /** Whether width and height change places. */
  boolean isSideways() {
    return orientation >= 5;
  }

  /** Takes the pixels of a picture of this size to where they belong. */
  AffineTransform transform(int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
