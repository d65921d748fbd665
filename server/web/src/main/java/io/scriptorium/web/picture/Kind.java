package io.scriptorium.web.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The kinds of pictures that are taken, each told by its first bytes. */
enum Kind {
  PNG,
  JPEG,
  GIF,
  WEBP;

  private static final byte[] PNG_BEGINNING = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG_BEGINNING = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  /** What these bytes are; neither name nor declared type is asked. */
  static Optional<Kind> of(byte[] upload) {
    return Stream.of(values()).filter(kind -> kind.begins(upload)).findFirst();
  }

  private boolean begins(byte[] upload) {
    return switch (this) {
      case PNG -> has(upload, 0, PNG_BEGINNING);
      case JPEG -> has(upload, 0, JPEG_BEGINNING);
      case GIF -> has(upload, 0, ascii("GIF87a")) || has(upload, 0, ascii("GIF89a"));
      case WEBP -> has(upload, 0, ascii("RIFF")) && has(upload, 8, ascii("WEBP"));
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean has(byte[] upload, int at, byte[] wanted) {
    int end = at + wanted.length;
    return upload.length >= end && Arrays.equals(upload, at, end, wanted, 0, wanted.length);
  }

  /** A decoder. That of WebP is made here, not found by ImageIO, which is the whole JVM's. */
  ImageReader reader() throws IOException {
    return switch (this) {
      case PNG -> ImageIO.getImageReadersByFormatName("png").next();
      case JPEG -> ImageIO.getImageReadersByFormatName("jpeg").next();
      case GIF -> ImageIO.getImageReadersByFormatName("gif").next();
      case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
    };
  }
}
