package io.scriptorium.store;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A delta as bytes, exactly: what is decoded equals what was encoded, ops in their order, in
 * canonical form or not.
 *
 * <p>The first byte is the format, {@value #FORMAT}. The ops follow one another up to the end. An
 * op begins with a number: bits 0 and 1 are its kind, bit 2 says that attributes follow, and the
 * rest is the length of a retain or delete, the text of an insert (see {@link #text}), nothing for
 * an embed. Numbers are little-endian groups of seven bits (LEB128). Typing one letter into a
 * document of some ten thousand takes 6 bytes.
 */
final class DeltaCodec {
  static final int FORMAT = 1;

  private static final int RETAIN = 0;
  private static final int DELETE = 1;
  private static final int INSERT = 2;
  private static final int EMBED = 3;
  private static final int KIND_BITS = 2;
  private static final int KIND = 0b011;
  private static final int WITH_ATTRIBUTES = 0b100;
  private static final int HEAD_BITS = KIND_BITS + 1;

  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int DOUBLE = 3;
  private static final int WHOLE = 4;
  private static final int TEXT = 5;
  private static final int ITEMS = 6;
  private static final int MEMBERS = 7;

  private DeltaCodec() {}

  /** The delta's bytes. */
  static byte[] encode(Delta delta) {
    ByteSink sink = new ByteSink();
    sink.octet(FORMAT);
    delta.ops().forEach(op -> write(sink, op));
    return sink.toBytes();
  }

  /**
   * The delta that these bytes hold.
   *
   * @throws IllegalArgumentException if they hold none
   */
  static Delta decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    int format = source.octet();
    if (format != FORMAT) {
      throw new IllegalArgumentException("expected delta format " + FORMAT + ", got " + format);
    }
    List<Op> ops = new ArrayList<>();
    while (source.hasMore()) {
      ops.add(readOp(source));
    }
    return Delta.of(ops);
  }

  private static void write(ByteSink sink, Op op) {
    int marked = op.attributes().isEmpty() ? 0 : WITH_ATTRIBUTES;
    switch (op) {
      case Op.Retain retain -> sink.number(((long) retain.length() << HEAD_BITS) | marked | RETAIN);
      case Op.Delete delete -> sink.number(((long) delete.length() << HEAD_BITS) | marked | DELETE);
      case Op.Insert insert -> text(sink, insert.text(), HEAD_BITS, marked | INSERT);
      case Op.Embed embed -> {
        sink.number(marked | EMBED);
        members(sink, embed.embed().values());
      }
    }
    if (marked != 0) {
      members(sink, op.attributes().asMap());
    }
  }

  private static Op readOp(ByteSource source) {
    long head = source.number();
    int kind = (int) head & KIND;
    long rest = head >>> HEAD_BITS;
    boolean marked = (head & WITH_ATTRIBUTES) != 0;
    return switch (kind) {
      case RETAIN -> new Op.Retain(Math.toIntExact(rest), readAttributes(source, marked));
      case DELETE -> new Op.Delete(Math.toIntExact(rest));
      case INSERT -> {
        String text = readText(source, rest);
        yield new Op.Insert(text, readAttributes(source, marked));
      }
      default -> {
        Value.Members embed = new Value.Members(readMembers(source));
        yield new Op.Embed(embed, readAttributes(source, marked));
      }
    };
  }

  private static Attributes readAttributes(ByteSource source, boolean marked) {
    return marked ? Attributes.of(readMembers(source)) : Attributes.NONE;
  }

  /**
   * Text is its number of bytes, doubled, plus one if they are UTF-16 and not UTF-8: Java's strings
   * (and JSON's) may hold half a surrogate pair, which UTF-8 has no bytes for.
   *
   * @param bits how many bits of the number go to {@code low}
   */
  private static void text(ByteSink sink, String text, int bits, int low) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean wide = !new String(bytes, StandardCharsets.UTF_8).equals(text);
    if (wide) {
      bytes = codeUnits(text);
    }
    long head = ((long) bytes.length << 1) | (wide ? 1 : 0);
    sink.number((head << bits) | low);
    sink.octets(bytes);
  }

  /** A text, as {@link #readText(ByteSource)} reads it. */
  static void text(ByteSink sink, String text) {
    text(sink, text, 0, 0);
  }

  /** Big-endian. Java's own UTF-16 encoder would put a replacement character for half a pair. */
  private static byte[] codeUnits(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >> 8);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }

  static String readText(ByteSource source) {
    return readText(source, source.number());
  }

  private static String readText(ByteSource source, long head) {
    byte[] bytes = source.octets(Math.toIntExact(head >>> 1));
    if ((head & 1) == 0) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    char[] chars = new char[bytes.length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff));
    }
    return new String(chars);
  }

  /** Named values, in their order, as {@link #readMembers} reads them. */
  static void members(ByteSink sink, Map<String, Value> members) {
    sink.number(members.size());
    members.forEach((name, value) -> {
      text(sink, name);
      write(sink, value);
    });
  }

  static Map<String, Value> readMembers(ByteSource source) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (long left = source.number(); left > 0; left--) {
      String name = readText(source);
      members.put(name, readValue(source));
    }
    return members;
  }

  private static void write(ByteSink sink, Value value) {
    switch (value) {
      case Value.Null nothing -> sink.octet(NULL);
      case Value.Bool bool -> sink.octet(bool.value() ? TRUE : FALSE);
      case Value.Num num -> write(sink, num.value());
      case Value.Text text -> {
        sink.octet(TEXT);
        text(sink, text.value());
      }
      case Value.Items items -> {
        sink.octet(ITEMS);
        sink.number(items.values().size());
        items.values().forEach(item -> write(sink, item));
      }
      case Value.Members members -> {
        sink.octet(MEMBERS);
        members(sink, members.values());
      }
    }
  }

  /** Whole numbers from 0 on are short; all others are the eight bytes of their double. */
  private static void write(ByteSink sink, double number) {
    if (number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number)) {
      sink.octet(WHOLE);
      sink.number((long) number);
    } else {
      sink.octet(DOUBLE);
      sink.eight(Double.doubleToRawLongBits(number));
    }
  }

  private static Value readValue(ByteSource source) {
    int kind = source.octet();
    return switch (kind) {
      case NULL -> Value.Null.NULL;
      case FALSE -> new Value.Bool(false);
      case TRUE -> new Value.Bool(true);
      case DOUBLE -> new Value.Num(Double.longBitsToDouble(source.eight()));
      case WHOLE -> new Value.Num(source.number());
      case TEXT -> new Value.Text(readText(source));
      case ITEMS -> {
        List<Value> items = new ArrayList<>();
        for (long left = source.number(); left > 0; left--) {
          items.add(readValue(source));
        }
        yield new Value.Items(items);
      }
      case MEMBERS -> new Value.Members(readMembers(source));
      default -> throw new IllegalArgumentException("expected a kind of value, got " + kind);
    };
  }
}
