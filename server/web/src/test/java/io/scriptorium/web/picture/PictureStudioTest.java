package io.scriptorium.web.picture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.Attachment;
import io.scriptorium.web.picture.BadPictureException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureStudioTest {
  private static final int RED = 0xffff0000;
  private static final int BLUE = 0xff0000ff;
  private static final String SECRET = "taken at 48.2 north";

  /** One red pixel, as cwebp writes it without loss. */
  private static final String WEBP = "UklGRhwAAABXRUJQVlA4TA8AAAAvAAAAAAcQ/Y/+ByKi/wEA";

  private final PictureStudio studio = new PictureStudio(10_000);

  private static BufferedImage halves(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        picture.setRGB(x, y, x < width / 2 ? RED : BLUE);
      }
    }
    return picture;
  }

  private static byte[] encoded(BufferedImage picture, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(picture, format, out), format);
    return out.toByteArray();
  }

  private static BufferedImage decoded(Attachment attachment) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(attachment.content()));
    assertEquals(attachment.width(), picture.getWidth());
    assertEquals(attachment.height(), picture.getHeight());
    return picture;
  }

  private static byte[] with(byte[] picture, int at, byte[] more) {
    return ByteBuffer.allocate(picture.length + more.length)
        .put(picture, 0, at)
        .put(more)
        .put(picture, at, picture.length - at)
        .array();
  }

  private static boolean says(byte[] content, String words) {
    return new String(content, StandardCharsets.ISO_8859_1).contains(words);
  }

  /** A JPEG's segment with this orientation, and a place. */
  private static byte[] exif(int orientation) {
    byte[] place = SECRET.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer body = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4 + place.length);
    body.put((byte) 0xff).put((byte) 0xe1).putShort((short) (body.capacity() - 2));
    body.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    body.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    body.putShort((short) 1);
    body.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    body.putShort((short) orientation).putShort((short) 0);
    return body.putInt(0).put(place).array();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  @ParameterizedTest
  @CsvSource({"png, image/png", "jpeg, image/jpeg", "gif, image/png"})
  void pictureIsWrittenAnew(String format, String type) throws Exception {
    Attachment taken = studio.develop(encoded(halves(40, 20), format));
    assertEquals(type, taken.mediaType());
    BufferedImage picture = decoded(taken);
    assertEquals(40, picture.getWidth());
    assertTrue((picture.getRGB(5, 5) & 0xff) < 0x40, "red stays red");
    assertTrue((picture.getRGB(35, 5) & 0xff) > 0xc0, "blue stays blue");
  }

  @Test
  void webpIsTakenAndGivenToEverybodyAsWhatTheyRead() throws Exception {
    Attachment taken = studio.develop(Base64.getDecoder().decode(WEBP));
    assertTrue(taken.mediaType().equals("image/png") || taken.mediaType().equals("image/jpeg"));
    assertEquals(1, decoded(taken).getWidth());
  }

  @Test
  void sameUploadIsTheSameAttachment() throws Exception {
    byte[] upload = encoded(halves(9, 9), "jpeg");
    assertEquals(studio.develop(upload).id(), studio.develop(upload).id());
  }

  @ParameterizedTest
  @CsvSource({"1,40,20", "3,40,20", "6,20,40", "8,20,40"})
  void photographIsTurnedUprightAndForgetsWhereItWasTaken(int orientation, int width, int height)
      throws Exception {
    byte[] upload = with(encoded(halves(40, 20), "jpeg"), 2, exif(orientation));
    assertTrue(says(upload, SECRET));
    Attachment taken = studio.develop(upload);
    assertFalse(says(taken.content(), SECRET));
    assertFalse(says(taken.content(), "Exif"));
    BufferedImage picture = decoded(taken);
    assertEquals(width, picture.getWidth());
    assertEquals(height, picture.getHeight());
    int corner = picture.getRGB(2, 2) & 0xff;
    boolean redFirst = orientation == 1 || orientation == 6;
    assertEquals(redFirst, corner < 0x80, "what was left is " + (redFirst ? "first" : "last"));
  }

  @Test
  void everyOrientationStaysWithinThePicture() throws Exception {
    for (int orientation = 0; orientation <= 9; orientation++) {
      byte[] upload = with(encoded(halves(30, 10), "jpeg"), 2, exif(orientation));
      BufferedImage picture = decoded(studio.develop(upload));
      for (int x : new int[] {0, picture.getWidth() - 1}) {
        for (int y : new int[] {0, picture.getHeight() - 1}) {
          assertTrue((picture.getRGB(x, y) & 0xff00ff) != 0, "black at " + x + "," + y);
        }
      }
    }
  }

  @Test
  void nothingButPixelsComesOutOfAPng() throws Exception {
    byte[] png = encoded(halves(4, 4), "png");
    byte[] words = ("Comment\0" + SECRET).getBytes(StandardCharsets.US_ASCII);
    byte[] upload = with(png, 33, chunk("tEXt", words));
    assertTrue(says(upload, SECRET));
    upload =
        with(
            upload, upload.length, "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII));
    Attachment taken = studio.develop(upload);
    assertFalse(says(taken.content(), SECRET));
    assertFalse(says(taken.content(), "script"));
  }

  @Test
  void transparencyAndFewColoursStay() throws Exception {
    var clear = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0x80ff0000);
    BufferedImage taken = decoded(studio.develop(encoded(clear, "png")));
    assertEquals(0, taken.getRGB(3, 3) >>> 24);
    assertEquals(0x80ff0000, taken.getRGB(0, 0));
    var drawing = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_BINARY);
    byte[] upload = encoded(drawing, "png");
    assertTrue(studio.develop(upload).content().length <= upload.length + 20);
  }

  @Test
  void animationGoesOnMovingWithoutItsComments() throws Exception {
    byte[] upload = animation(3, 20, 20);
    assertTrue(says(upload, SECRET));
    Attachment taken = studio.develop(upload);
    assertEquals("image/gif", taken.mediaType());
    assertFalse(says(taken.content(), SECRET));
    assertTrue(says(taken.content(), "NETSCAPE2.0"), "it repeats");
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(
        new MemoryCacheImageInputStream(new ByteArrayInputStream(taken.content())), false, false);
    assertEquals(3, reader.getNumImages(true));
    var control =
        (IIOMetadataNode) reader.getImageMetadata(1).getAsTree("javax_imageio_gif_image_1.0");
    var extension = control.getElementsByTagName("GraphicControlExtension").item(0);
    assertEquals("25", extension.getAttributes().getNamedItem("delayTime").getNodeValue());
  }

  private static byte[] animation(int frames, int width, int height) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var sink = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(sink);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        var frame = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED);
        frame.setRGB(i, i, RED);
        var type = javax.imageio.ImageTypeSpecifier.createFromRenderedImage(frame);
        var metadata = writer.getDefaultImageMetadata(type, null);
        var root = new IIOMetadataNode("javax_imageio_gif_image_1.0");
        var control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", "25");
        root.appendChild(control);
        var applications = new IIOMetadataNode("ApplicationExtensions");
        applications.appendChild(application("NETSCAPE", "2.0", new byte[] {1, 0, 0}));
        applications.appendChild(
            application("XMP Data", "XMP", SECRET.getBytes(StandardCharsets.US_ASCII)));
        root.appendChild(applications);
        var comments = new IIOMetadataNode("CommentExtensions");
        var comment = new IIOMetadataNode("CommentExtension");
        comment.setAttribute("value", SECRET);
        comments.appendChild(comment);
        root.appendChild(comments);
        metadata.mergeTree("javax_imageio_gif_image_1.0", root);
        writer.writeToSequence(new IIOImage(frame, null, metadata), null);
      }
      writer.endWriteSequence();
    }
    return out.toByteArray();
  }

  private static IIOMetadataNode application(String id, String code, byte[] data) {
    var node = new IIOMetadataNode("ApplicationExtension");
    node.setAttribute("applicationID", id);
    node.setAttribute("authenticationCode", code);
    node.setUserObject(data);
    return node;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<!doctype html><script>alert(1)</script>",
        "BM not a bitmap",
        "%PDF-1.7",
        "GIF88a",
        "RIFF....WAVE",
      })
  void whatIsNoPictureIsRefusedWhateverItIsCalled(String content) {
    var refused =
        assertThrows(
            BadPictureException.class,
            () -> studio.develop(content.getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Reason.UNKNOWN_KIND, refused.reason());
  }

  @Test
  void bombIsRefusedByItsSizeBeforeItIsDecoded() throws Exception {
    byte[] small = encoded(halves(4, 4), "png");
    byte[] header = ByteBuffer.allocate(13).putInt(60_000).putInt(60_000).put(small, 24, 5).array();
    byte[] bomb = with(Arrays.copyOfRange(small, 0, 8), 8, chunk("IHDR", header));
    bomb = with(bomb, bomb.length, Arrays.copyOfRange(small, 33, small.length));
    byte[] upload = bomb;
    var refused = assertThrows(BadPictureException.class, () -> studio.develop(upload));
    assertEquals(Reason.TOO_LARGE, refused.reason());
    assertTrue(String.valueOf(refused.getMessage()).contains("60000 × 60000"));
  }

  @Test
  void limitIsOnPixels() throws Exception {
    byte[] most = encoded(halves(100, 100), "png");
    byte[] more = encoded(halves(101, 100), "png");
    byte[] manyFrames = animation(9, 100, 100);
    assertAll(
        () -> assertEquals(100, studio.develop(most).width()),
        () -> assertThrows(BadPictureException.class, () -> studio.develop(more)),
        () -> assertThrows(BadPictureException.class, () -> studio.develop(manyFrames)));
  }

  /** Whatever a decoder makes of them: a picture, or a sentence. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void damagedPicturesEndInASentence(String format) throws Exception {
    long seed = Long.getLong("scriptorium.seed", System.nanoTime());
    System.getLogger("test").log(System.Logger.Level.INFO, "-Dscriptorium.seed=" + seed);
    var random = new Random(seed);
    byte[] whole = encoded(halves(30, 30), format);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] upload = Arrays.copyOf(whole, whole.length - random.nextInt(whole.length));
      for (int change = random.nextInt(4); change > 0; change--) {
        upload[random.nextInt(upload.length)] = (byte) random.nextInt();
      }
      try {
        decoded(studio.develop(upload));
      } catch (BadPictureException sentence) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }
}
