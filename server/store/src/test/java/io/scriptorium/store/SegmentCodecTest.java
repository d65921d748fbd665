package io.scriptorium.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import io.scriptorium.engine.RandomEdits;
import io.scriptorium.store.SegmentCodec.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentCodecTest {
  private final long seed = Long.getLong("scriptorium.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  private List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    long first = random.nextLong(1, 1L << 40);
    for (int i = 0; i < count; i++) {
      rows.add(
          new Row(
              first + i,
              random.nextInt(40),
              random.nextInt(10) == 0 ? random.nextLong() >>> 1 : i,
              random.nextInt(60),
              1_750_000_000_000L + random.nextLong(-5_000_000, 5_000_000),
              RandomEdits.delta(random)));
    }
    return rows;
  }

  @Test
  void decodedIsWhatWasEncoded() {
    System.out.println("SegmentCodecTest: -Dscriptorium.seed=" + seed);
    for (int i = 0; i < 200; i++) {
      List<Row> rows = rows(1 + random.nextInt(200));
      assertEquals(rows, SegmentCodec.decode(SegmentCodec.encode(rows)), "seed " + seed);
    }
  }

  /** Two people type at two places, at a pace that is anybody's guess. */
  @Test
  void keystrokeTakesLittleMoreThanItsLetterAndItsTime() {
    List<Row> rows = new ArrayList<>();
    Random typing = new Random(7);
    int[] carets = {0, 5_000};
    long time = 1_750_000_000_000L;
    for (int revision = 1; revision <= 8_192; revision++) {
      int who = revision / 50 % 2;
      time += 60 + typing.nextInt(200);
      Op insert = new Op.Insert(Character.toString('a' + typing.nextInt(26)), Attributes.NONE);
      Delta delta = Delta.of(new Op.Retain(1 + carets[who]++, Attributes.NONE), insert);
      carets[1] += 1 - who;
      rows.add(new Row(revision, who, revision, who, time, delta));
    }
    int plain = rows.stream().mapToInt(row -> DeltaCodec.encode(row.delta()).length).sum();
    int packed = SegmentCodec.encode(rows).length;
    // A letter of 26 is 4.7 bits and one of 200 times is 7.6: no code takes less than 1.54 bytes.
    assertTrue(packed < 8_192 * 1.9, "got %d bytes for 8192 changes".formatted(packed));
    assertTrue(packed < plain, "got %d bytes, the deltas alone %d".formatted(packed, plain));
  }

  /** These bytes are on people's disks: they must be read for as long as there is a format 1. */
  @Test
  void formatOneStaysReadable() {
    Attributes bold = Attributes.of(Map.of("bold", new Value.Bool(true)));
    List<Row> rows =
        List.of(
            new Row(7, 3, 5, 4, 1_750_000_000_000L, Delta.of(insert("ab", Attributes.NONE))),
            new Row(8, 3, 6, 4, 1_750_000_000_130L, Delta.of(retain(2), insert("c", bold))),
            new Row(9, 9, 1, 8, 1_750_000_000_131L, Delta.of(retain(1), new Op.Delete(1))));
    String stored =
        "01" // the format
            + "020a78da636706000013000b" // HEAD
            + "030b78da636060040000040002" // WHO
            + "040c78da6366e1e4000000360019" // WRITERS
            + "030b78dae3626002000023000d" // SEQS
            + "030b78da636862040001080084" // LOW_TIMES
            + "070f78dadbd1bcf0bb110303000fb80306" // HIGH_TIMES
            + "030b78da636064020000070004" // SHAPES
            + "081078da636660e466606462000000640013" // PATTERNS
            + "020a78da6360020000040003" // CARETS
            + "030b78da6362640400000c0005" // LENGTHS
            + "070f78da63e448cacf4961020005f201ad" // VALUES
            + "040c78da634b4c4a06000266012d"; // TEXT
    assertEquals(rows, SegmentCodec.decode(HexFormat.of().parseHex(stored)));
  }

  @Test
  void otherFormatsAreRefused() {
    for (String other : List.of("", "00", "02", "7b7d")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SegmentCodec.decode(HexFormat.of().parseHex(other)));
    }
  }

  @Test
  void damagedBytesAreRefused() {
    for (int i = 0; i < 2_000; i++) {
      List<Row> rows = rows(1 + random.nextInt(20));
      byte[] damaged = SegmentCodec.encode(rows);
      if (random.nextBoolean()) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      } else {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      assertRefused(damaged, rows);
    }
  }

  /** A bit that changes a length's unused ones, or nothing that matters, is no damage. */
  private void assertRefused(byte[] damaged, List<Row> rows) {
    try {
      assertEquals(rows, SegmentCodec.decode(damaged), "seed " + seed);
    } catch (IllegalArgumentException | ArithmeticException refused) {
      assertNotNull(refused.getMessage(), "seed " + seed);
    }
  }

  private static Op insert(String text, Attributes attributes) {
    return new Op.Insert(text, attributes);
  }

  private static Op retain(int length) {
    return new Op.Retain(length, Attributes.NONE);
  }
}
