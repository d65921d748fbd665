package io.scriptorium.bench;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one keystroke costs in {@link RichText}: one character, typed on at one place or put
 * anywhere. Every invocation makes {@value #KEYSTROKES} edits, each on the document that the one
 * before it left.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RichTextBenchmark {
  private static final int KEYSTROKES = 1_000;
  private static final String LINE = "It was a dark and stormy night; the rain fell in torrents.\n";

  /** The document that is typed in. */
  public enum Text {
    /** Plain text of 10 kB. */
    PLAIN_10_KB,
    /** Plain text of 100 kB. */
    PLAIN_100_KB,
    /** Plain text of 1 MB. */
    PLAIN_1_MB,
    /** Plain text of 10 MB. */
    PLAIN_10_MB,
    /** A hundred thousand runs, no two neighbours of one format. */
    RUNS_100_000,
    /** 100 kB in which 200,000 edits were made at the place that is typed at. */
    DEEP_HISTORY;

    RichText content() {
      return switch (this) {
        case PLAIN_10_KB -> plain(10_000);
        case PLAIN_100_KB -> plain(100_000);
        case PLAIN_1_MB -> plain(1_000_000);
        case PLAIN_10_MB -> plain(10_000_000);
        case RUNS_100_000 -> runs(100_000);
        case DEEP_HISTORY -> edited(plain(100_000), 200_000);
      };
    }
  }

  /** The document. */
  @Param public Text text = Text.PLAIN_10_KB;

  private RichText document = RichText.empty();
  private List<Delta> typing = List.of();
  private List<Delta> scattered = List.of();

  /** Makes the document and the keystrokes. */
  @Setup
  public void prepare() {
    document = text.content();
    int middle = document.length() / 2;
    SplittableRandom random = new SplittableRandom(1);
    typing = keystrokes(i -> middle + i);
    scattered = keystrokes(i -> 1 + random.nextInt(document.length() - 1));
  }

  /** One after the other at one place. */
  @Benchmark
  @OperationsPerInvocation(KEYSTROKES)
  public RichText typing() {
    return applied(typing);
  }

  /** Each at another place. */
  @Benchmark
  @OperationsPerInvocation(KEYSTROKES)
  public RichText scattered() {
    return applied(scattered);
  }

  private RichText applied(List<Delta> changes) {
    RichText current = document;
    for (Delta change : changes) {
      current = current.apply(change);
    }
    return current;
  }

  private static List<Delta> keystrokes(IntUnaryOperator place) {
    List<Delta> changes = new ArrayList<>();
    for (int i = 0; i < KEYSTROKES; i++) {
      changes.add(keystroke(place.applyAsInt(i)));
    }
    return changes;
  }

  private static Delta keystroke(int place) {
    return Delta.of(new Op.Retain(place, Attributes.NONE), new Op.Insert("x", Attributes.NONE));
  }

  private static RichText plain(int length) {
    String text = LINE.repeat(length / LINE.length() + 1).substring(0, length - 1) + "\n";
    return RichText.of(Delta.of(new Op.Insert(text, Attributes.NONE)));
  }

  private static RichText runs(int count) {
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Value size = new Value.Num(i % 7);
      ops.add(new Op.Insert("ten chars ", Attributes.of(Map.of("size", size))));
    }
    ops.add(new Op.Insert("\n", Attributes.NONE));
    return RichText.of(Delta.of(ops));
  }

  private static RichText edited(RichText start, int edits) {
    RichText current = start;
    int place = start.length() / 2;
    for (int i = 0; i < edits; i += 2) {
      Value bold = new Value.Bool(i % 3 == 0);
      Op written = new Op.Insert("word", Attributes.of(Map.of("bold", bold)));
      current = current.apply(Delta.of(new Op.Retain(place, Attributes.NONE), written));
      current = current.apply(Delta.of(new Op.Retain(place, Attributes.NONE), new Op.Delete(3)));
    }
    return current;
  }
}
