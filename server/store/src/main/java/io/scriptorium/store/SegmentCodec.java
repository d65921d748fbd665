package io.scriptorium.store;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Successive changes of one document as bytes, exactly: what is decoded equals what was encoded.
 *
 * <p>What a change is made of lies in {@link SegmentColumn columns}, each number as its distance
 * from what was to be expected: a seq from the one after its replica's last, a time from the change
 * before, a position from its replica's {@link Carets caret}. Typing is then zeros, letters, and
 * the time between two keys, and compresses to little more than the letters and the times.
 *
 * <p>The first byte is the format, {@value #FORMAT}.
 */
final class SegmentCodec {
  static final int FORMAT = 1;

  private static final int RETAIN = 1;
  private static final int DELETE = 2;
  private static final int INSERT = 3;
  private static final int EMBED = 4;
  private static final int WITH_ATTRIBUTES = 8;

  /** Ends a pattern of kinds. */
  private static final int END = 0;

  private static final int LOW_BITS = 8;
  private static final int LOW = (1 << LOW_BITS) - 1;

  private SegmentCodec() {}

  /**
   * A change as it is in the database: numbers stand for its replica and its session.
   *
   * @param time milliseconds since 1970-01-01T00:00Z
   */
  record Row(long revision, long replica, long seq, long session, long time, Delta delta) {}

  private record Writer(long replica, long session) {}

  /**
   * The rows' bytes.
   *
   * @param rows at least one, of successive revisions
   */
  static byte[] encode(List<Row> rows) {
    Map<SegmentColumn, ByteSink> columns = SegmentColumn.empty();
    new Encoder(columns).encode(rows);
    ByteSink out = new ByteSink();
    out.octet(FORMAT);
    SegmentColumn.write(columns, out);
    return out.toBytes();
  }

  /**
   * The rows that these bytes hold.
   *
   * @throws IllegalArgumentException if they hold none
   */
  static List<Row> decode(byte[] bytes) {
    ByteSource in = new ByteSource(bytes);
    int format = in.octet();
    if (format != FORMAT) {
      throw new IllegalArgumentException("expected segment format " + FORMAT + ", got " + format);
    }
    return new Decoder(SegmentColumn.read(in)).decode();
  }

  private static int kind(Op op) {
    int kind =
        switch (op) {
          case Op.Retain retain -> RETAIN;
          case Op.Delete delete -> DELETE;
          case Op.Insert insert -> INSERT;
          case Op.Embed embed -> EMBED;
        };
    return op.attributes().isEmpty() ? kind : kind | WITH_ATTRIBUTES;
  }

  /** What both sides know of the changes so far, and expect the next from. */
  private abstract static class Expectation {
    final Map<Long, Long> seqs = new HashMap<>();
    final Carets carets = new Carets();
    long time;

    long nextSeq(long replica) {
      return seqs.getOrDefault(replica, -1L) + 1;
    }

    void met(Row row) {
      seqs.put(row.replica(), row.seq());
      time = row.time();
      carets.moved(row.replica(), row.delta());
    }
  }

  private static final class Encoder extends Expectation {
    private final Map<SegmentColumn, ByteSink> columns;
    private final Map<Writer, Integer> writers = new HashMap<>();
    private final Map<List<Integer>, Integer> patterns = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    Encoder(Map<SegmentColumn, ByteSink> columns) {
      this.columns = columns;
    }

    private ByteSink to(SegmentColumn column) {
      return Objects.requireNonNull(columns.get(column));
    }

    void encode(List<Row> rows) {
      to(SegmentColumn.HEAD).number(rows.getFirst().revision());
      to(SegmentColumn.HEAD).number(rows.size());
      for (Row row : rows) {
        who(new Writer(row.replica(), row.session()));
        to(SegmentColumn.SEQS).signed(row.seq() - nextSeq(row.replica()));
        time(row.time() - time);
        delta(row.delta(), carets.of(row.replica()));
        met(row);
      }
      DeltaCodec.text(to(SegmentColumn.TEXT), text.toString());
    }

    private void who(Writer writer) {
      Integer known = writers.putIfAbsent(writer, writers.size());
      to(SegmentColumn.WHO).number(known == null ? writers.size() - 1 : known);
      if (known == null) {
        to(SegmentColumn.WRITERS).number(writer.replica());
        to(SegmentColumn.WRITERS).number(writer.session());
      }
    }

    private void time(long since) {
      to(SegmentColumn.LOW_TIMES).octet((int) since & LOW);
      to(SegmentColumn.HIGH_TIMES).signed(since >> LOW_BITS);
    }

    private void delta(Delta delta, long caret) {
      shape(delta.ops().stream().map(SegmentCodec::kind).toList());
      boolean first = true;
      for (Op op : delta.ops()) {
        op(op, first, caret);
        first = false;
      }
    }

    private void shape(List<Integer> kinds) {
      Integer known = patterns.putIfAbsent(kinds, patterns.size());
      to(SegmentColumn.SHAPES).number(known == null ? patterns.size() - 1 : known);
      if (known == null) {
        kinds.forEach(to(SegmentColumn.PATTERNS)::octet);
        to(SegmentColumn.PATTERNS).octet(END);
      }
    }

    private void op(Op op, boolean first, long caret) {
      switch (op) {
        case Op.Retain retain when first ->
            to(SegmentColumn.CARETS).signed(retain.length() - caret);
        case Op.Retain retain -> to(SegmentColumn.LENGTHS).number(retain.length());
        case Op.Delete delete -> to(SegmentColumn.LENGTHS).number(delete.length());
        case Op.Insert insert -> {
          to(SegmentColumn.LENGTHS).number(insert.length());
          text.append(insert.text());
        }
        case Op.Embed embed -> DeltaCodec.members(to(SegmentColumn.VALUES), embed.embed().values());
      }
      if (!op.attributes().isEmpty()) {
        DeltaCodec.members(to(SegmentColumn.VALUES), op.attributes().asMap());
      }
    }
  }

  private static final class Decoder extends Expectation {
    private final Map<SegmentColumn, ByteSource> columns;
    private final List<Writer> writers = new ArrayList<>();
    private final List<List<Integer>> patterns = new ArrayList<>();
    private final String text;
    private int textRead;

    Decoder(Map<SegmentColumn, ByteSource> columns) {
      this.columns = columns;
      text = DeltaCodec.readText(from(SegmentColumn.TEXT));
    }

    private ByteSource from(SegmentColumn column) {
      return Objects.requireNonNull(columns.get(column));
    }

    List<Row> decode() {
      long first = from(SegmentColumn.HEAD).number();
      long count = from(SegmentColumn.HEAD).number();
      List<Row> rows = new ArrayList<>();
      for (long revision = first; revision < first + count; revision++) {
        Writer writer = who();
        long seq = from(SegmentColumn.SEQS).signed() + nextSeq(writer.replica());
        long written = time() + time;
        Delta delta = delta(carets.of(writer.replica()));
        Row row = new Row(revision, writer.replica(), seq, writer.session(), written, delta);
        rows.add(row);
        met(row);
      }
      return rows;
    }

    private Writer who() {
      long index = from(SegmentColumn.WHO).number();
      if (index == writers.size()) {
        ByteSource added = from(SegmentColumn.WRITERS);
        writers.add(new Writer(added.number(), added.number()));
      }
      return known(writers, index);
    }

    private long time() {
      int low = from(SegmentColumn.LOW_TIMES).octet();
      return (from(SegmentColumn.HIGH_TIMES).signed() << LOW_BITS) | low;
    }

    private List<Integer> shape() {
      long index = from(SegmentColumn.SHAPES).number();
      if (index == patterns.size()) {
        List<Integer> kinds = new ArrayList<>();
        ByteSource added = from(SegmentColumn.PATTERNS);
        for (int kind = added.octet(); kind != END; kind = added.octet()) {
          kinds.add(kind);
        }
        patterns.add(kinds);
      }
      return known(patterns, index);
    }

    private static <T> T known(List<T> met, long index) {
      if (index >= met.size()) {
        throw new IllegalArgumentException(
            "expected an index below " + met.size() + ", got " + index);
      }
      return met.get((int) index);
    }

    private Delta delta(long caret) {
      List<Op> ops = new ArrayList<>();
      for (int kind : shape()) {
        ops.add(op(kind, ops.isEmpty(), caret));
      }
      return Delta.of(ops);
    }

    private Op op(int kind, boolean first, long caret) {
      return switch (kind & ~WITH_ATTRIBUTES) {
        case RETAIN -> {
          long length =
              first
                  ? from(SegmentColumn.CARETS).signed() + caret
                  : from(SegmentColumn.LENGTHS).number();
          yield new Op.Retain(Math.toIntExact(length), attributes(kind));
        }
        case DELETE -> new Op.Delete(length());
        case INSERT -> new Op.Insert(inserted(length()), attributes(kind));
        case EMBED -> {
          Value.Members embed =
              new Value.Members(DeltaCodec.readMembers(from(SegmentColumn.VALUES)));
          yield new Op.Embed(embed, attributes(kind));
        }
        default -> throw new IllegalArgumentException("expected a kind of op, got " + kind);
      };
    }

    private int length() {
      return Math.toIntExact(from(SegmentColumn.LENGTHS).number());
    }

    private String inserted(int length) {
      if (length > text.length() - textRead) {
        throw new IllegalArgumentException(
            "expected " + length + " characters more after " + textRead + " of " + text.length());
      }
      textRead += length;
      return text.substring(textRead - length, textRead);
    }

    private Attributes attributes(int kind) {
      return (kind & WITH_ATTRIBUTES) == 0
          ? Attributes.NONE
          : Attributes.of(DeltaCodec.readMembers(from(SegmentColumn.VALUES)));
    }
  }
}
