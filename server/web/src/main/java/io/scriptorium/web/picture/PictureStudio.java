package io.scriptorium.web.picture;

import io.scriptorium.engine.Attachment;
import io.scriptorium.web.picture.BadPictureException.Reason;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Turns uploads into attachments by decoding them and writing their pixels anew. Usable from any
 * thread; takes memory of some ten bytes a pixel while it works.
 */
public final class PictureStudio {
  /** Looks the same to people, at a third of the bytes of the best. */
  private static final float JPEG_QUALITY = 0.9f;

  private final long mostPixels;

  /**
   * A studio.
   *
   * @param mostPixels how many pixels a picture may have, width times height
   */
  public PictureStudio(long mostPixels) {
    this.mostPixels = mostPixels;
  }

  /**
   * The picture that an upload is.
   *
   * @throws BadPictureException if it is none that can be taken
   */
  public Attachment develop(byte[] upload) throws BadPictureException {
    Kind kind =
        Kind.of(upload)
            .orElseThrow(() ->
                new BadPictureException(
                    Reason.UNKNOWN_KIND,
                    "this is no picture: PNG, JPEG, GIF and WebP can be taken"));
    try {
      return develop(kind, upload);
    } catch (IOException | RuntimeException malformed) {
      // Decoders meet what they did not expect with exceptions of every kind.
      throw new BadPictureException(
          Reason.DAMAGED, "this " + kind + " picture is damaged, or of a kind that is not known");
    }
  }

  private Attachment develop(Kind kind, byte[] upload) throws IOException, BadPictureException {
    ImageReader reader = kind.reader();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(upload))) {
      boolean animates = kind == Kind.GIF;
      reader.setInput(in, !animates, !animates);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      requireSize(width, height);
      if (animates && reader.getNumImages(true) > 1) {
        return new Animation(reader, mostPixels).attachment();
      }
      Turn turn = kind == Kind.JPEG ? Turn.of(upload) : Turn.NONE;
      return still(kind, reader.read(0), turn);
    } finally {
      reader.dispose();
    }
  }

  private void requireSize(int width, int height) throws BadPictureException {
    if ((long) width * height > mostPixels) {
      throw new BadPictureException(
          Reason.TOO_LARGE,
          "a picture may have "
              + mostPixels
              + " pixels, this one has "
              + width
              + " × "
              + height
              + ": make it smaller");
    }
  }

  private static Attachment still(Kind kind, BufferedImage decoded, Turn turn) throws IOException {
    boolean photograph =
        switch (kind) {
          case JPEG -> true;
          case WEBP -> !decoded.getColorModel().hasAlpha();
          case PNG, GIF -> false;
        };
    boolean fewColors = !photograph && decoded.getColorModel() instanceof IndexColorModel;
    BufferedImage upright = fewColors ? decoded : upright(decoded, turn);
    return photograph
        ? attachment("image/jpeg", upright, jpeg(upright))
        : attachment("image/png", upright, png(upright));
  }

  private static Attachment attachment(String type, BufferedImage picture, byte[] content) {
    return Attachment.of(type, picture.getWidth(), picture.getHeight(), content);
  }

  /** The right way up, in the colours that browsers assume. */
  private static BufferedImage upright(BufferedImage decoded, Turn turn) {
    int width = turn.isSideways() ? decoded.getHeight() : decoded.getWidth();
    int height = turn.isSideways() ? decoded.getWidth() : decoded.getHeight();
    boolean alpha = decoded.getColorModel().hasAlpha();
    var upright =
        new BufferedImage(
            width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = upright.createGraphics();
    graphics.drawImage(decoded, turn.transform(decoded.getWidth(), decoded.getHeight()), null);
    graphics.dispose();
    return upright;
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var sink = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(picture, "png", sink)) {
        throw new IOException("no PNG can be made of " + picture);
      }
    }
    return out.toByteArray();
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var sink = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(sink);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(JPEG_QUALITY);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
