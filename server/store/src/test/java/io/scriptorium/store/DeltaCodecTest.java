package io.scriptorium.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import io.scriptorium.engine.RandomEdits;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaCodecTest {
  private final long seed = Long.getLong("scriptorium.seed", new Random().nextLong());

  @Test
  void decodedIsWhatWasEncoded() {
    System.out.println("DeltaCodecTest: -Dscriptorium.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Delta delta = RandomEdits.delta(random);
      assertEquals(delta, DeltaCodec.decode(DeltaCodec.encode(delta)), "seed " + seed);
    }
  }

  @Test
  void typedLetterTakesSixBytes() {
    Delta typed = Delta.of(new Op.Retain(12_345, Attributes.NONE), insert("a"));
    assertEquals(6, DeltaCodec.encode(typed).length);
  }

  /** These bytes are on people's disks: they must be read for as long as there is a format 1. */
  @Test
  void formatOneStaysReadable() {
    Map<String, Value> marks = new LinkedHashMap<>();
    marks.put("bold", new Value.Bool(true));
    marks.put("indent", new Value.Num(2));
    marks.put("link", Value.Null.NULL);
    Delta delta =
        Delta.of(
            new Op.Retain(12_313, Attributes.NONE),
            new Op.Insert("ä", Attributes.of(marks)),
            new Op.Insert("\ud83d", Attributes.NONE),
            new Op.Embed(
                new Value.Members(Map.of("x", new Value.Items(List.of(new Value.Num(-0.5))))),
                Attributes.NONE),
            new Op.Delete(3));
    String stored =
        "01" // the format
            + "c88106" // retain: 12313 * 8
            + "26c3a4" // insert with attributes: two bytes of UTF-8
            + "03" // three attributes, by name
            + "08626f6c6402" // bold: true
            + "0c696e64656e740402" // indent: 2
            + "086c696e6b00" // link: null
            + "2ad83d" // insert: two bytes of UTF-16
            + "03" // embed
            + "0102780601" // one member, x, with one item
            + "03bfe0000000000000" // -0.5
            + "19"; // delete: 3
    assertEquals(stored, HexFormat.of().formatHex(DeltaCodec.encode(delta)));
    assertEquals(delta, DeltaCodec.decode(HexFormat.of().parseHex(stored)));
  }

  @Test
  void otherFormatsAreRefused() {
    for (String other : List.of("", "00", "02", "7b7d")) {
      assertThrows(
          IllegalArgumentException.class, () -> DeltaCodec.decode(HexFormat.of().parseHex(other)));
    }
  }

  @Test
  void damagedBytesAreRefused() {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = DeltaCodec.encode(RandomEdits.delta(random));
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      assertDecodesOrRefuses(damaged);
    }
  }

  private void assertDecodesOrRefuses(byte[] bytes) {
    try {
      Delta delta = DeltaCodec.decode(bytes);
      assertEquals(delta, DeltaCodec.decode(DeltaCodec.encode(delta)));
    } catch (IllegalArgumentException | ArithmeticException refused) {
      assertNotNull(refused.getMessage(), "seed " + seed);
    }
  }

  private static Op insert(String text) {
    return new Op.Insert(text, Attributes.NONE);
  }
}
