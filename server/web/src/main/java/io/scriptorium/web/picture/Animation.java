package io.scriptorium.web.picture;

import io.scriptorium.engine.Attachment;
import io.scriptorium.web.picture.BadPictureException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A GIF of several frames, written anew frame by frame: their pixels, colours, places and times,
 * and how often they repeat. Comments and what applications put in are left behind.
 */
final class Animation {
  private static final String REPETITION = "NETSCAPE";

  /** How many times as many pixels as a still picture all frames may have together. */
  private static final int PIXELS_TIMES = 8;

  private final ImageReader reader;
  private final long mostPixels;

  /**
   * @param reader with its input set, from the beginning and with its metadata
   * @param mostPixels of a still picture
   */
  Animation(ImageReader reader, long mostPixels) {
    this.reader = reader;
    this.mostPixels = mostPixels;
  }

  Attachment attachment() throws IOException, BadPictureException {
    int frames = reader.getNumImages(true);
    requireSize(frames);
    var out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var sink = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(sink);
      writer.prepareWriteSequence(reader.getStreamMetadata());
      for (int i = 0; i < frames; i++) {
        BufferedImage frame = reader.read(i);
        writer.writeToSequence(
            new IIOImage(frame, null, needed(writer, frame, reader.getImageMetadata(i))), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return Attachment.of("image/gif", screen("Width"), screen("Height"), out.toByteArray());
  }

  private void requireSize(int frames) throws IOException, BadPictureException {
    long pixels = (long) screen("Width") * screen("Height");
    long all = 0;
    for (int i = 0; i < frames; i++) {
      all += (long) reader.getWidth(i) * reader.getHeight(i);
    }
    if (pixels > mostPixels || all > PIXELS_TIMES * mostPixels) {
      throw new BadPictureException(
          Reason.TOO_LARGE,
          "an animation may have "
              + mostPixels
              + " pixels and, in all its frames, "
              + PIXELS_TIMES
              + " times as many: make it smaller or shorter");
    }
  }

  private int screen(String side) throws IOException {
    IIOMetadata stream = reader.getStreamMetadata();
    Node root = stream.getAsTree(stream.getNativeMetadataFormatName());
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals("LogicalScreenDescriptor")) {
        return Integer.parseInt(
            node.getAttributes().getNamedItem("logicalScreen" + side).getNodeValue());
      }
    }
    throw new IOException("a GIF without a screen");
  }

  private static IIOMetadata needed(ImageWriter writer, BufferedImage frame, IIOMetadata all)
      throws IOException {
    String format = all.getNativeMetadataFormatName();
    Node root = all.getAsTree(format);
    NodeList children = root.getChildNodes();
    for (int i = children.getLength() - 1; i >= 0; i--) {
      Node child = children.item(i);
      switch (child.getNodeName()) {
        case "CommentExtensions", "PlainTextExtension" -> root.removeChild(child);
        case "ApplicationExtensions" -> keepRepetition(root, child);
        default -> {}
      }
    }
    IIOMetadata needed =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(frame), writer.getDefaultWriteParam());
    needed.setFromTree(format, root);
    return needed;
  }

  private static void keepRepetition(Node root, Node extensions) {
    NodeList all = extensions.getChildNodes();
    for (int i = all.getLength() - 1; i >= 0; i--) {
      Node one = all.item(i);
      if (!one.getAttributes().getNamedItem("applicationID").getNodeValue().equals(REPETITION)) {
        extensions.removeChild(one);
      }
    }
    if (!extensions.hasChildNodes()) {
      root.removeChild(extensions);
    }
  }
}
