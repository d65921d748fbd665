package io.scriptorium.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The columns of a segment, in their order on the disk: like beside like, so that each compresses
 * well. {@link SegmentCodec} says what a change puts into which.
 */
enum SegmentColumn {
  /** The first revision, and how many changes there are. */
  HEAD,
  /** For each change who made it: an index into {@link #WRITERS}. */
  WHO,
  /** Each replica and session at its first change. */
  WRITERS,
  /** How far each seq is from the one after its replica's last. */
  SEQS,
  /** The lowest eight bits of each time since the change before: noise, which stays apart. */
  LOW_TIMES,
  /** The other bits of it. */
  HIGH_TIMES,
  /** For each change its kinds of ops: an index into {@link #PATTERNS}. */
  SHAPES,
  /** Each pattern of kinds at its first change. */
  PATTERNS,
  /** How far from its replica's caret a change begins. */
  CARETS,
  /** The lengths of the ops. */
  LENGTHS,
  /** Attributes and embeds. */
  VALUES,
  /** All that was inserted, in one piece. */
  TEXT;

  /** An empty column each. */
  static Map<SegmentColumn, ByteSink> empty() {
    Map<SegmentColumn, ByteSink> columns = new EnumMap<>(SegmentColumn.class);
    for (SegmentColumn column : values()) {
      columns.put(column, new ByteSink());
    }
    return columns;
  }

  /** Appends all columns, each with its length and the length that it is compressed to. */
  static void write(Map<SegmentColumn, ByteSink> columns, ByteSink out) {
    columns.forEach((column, sink) -> {
      byte[] plain = sink.toBytes();
      byte[] packed = compress(plain);
      out.number(plain.length);
      out.number(packed.length);
      out.octets(packed);
    });
  }

  /**
   * The columns that {@link #write} wrote.
   *
   * @throws IllegalArgumentException if these are other bytes, or damaged ones
   */
  static Map<SegmentColumn, ByteSource> read(ByteSource in) {
    Map<SegmentColumn, ByteSource> columns = new EnumMap<>(SegmentColumn.class);
    for (SegmentColumn column : values()) {
      long plain = in.number();
      byte[] bytes = expand(in.octets(Math.toIntExact(in.number())));
      if (bytes.length != plain) {
        throw new IllegalArgumentException(
            "expected %d bytes in column %s, got %d".formatted(plain, column, bytes.length));
      }
      columns.put(column, new ByteSource(bytes));
    }
    return columns;
  }

  private static byte[] compress(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater tight = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, tight)) {
      out.write(plain);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    } finally {
      tight.end();
    }
    return packed.toByteArray();
  }

  private static byte[] expand(byte[] packed) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException damaged) {
      throw new IllegalArgumentException("a compressed column is damaged", damaged);
    }
  }
}
