package io.scriptorium.bench;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RichTextBenchmark {
  private static final int KEYSTROKES = 1_000;
  private static final int COMPOSED = 10;

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
        case PLAIN_10_KB -> RichText.of(Edits.plain(10_000));
        case PLAIN_100_KB -> RichText.of(Edits.plain(100_000));
        case PLAIN_1_MB -> RichText.of(Edits.plain(1_000_000));
        case PLAIN_10_MB -> RichText.of(Edits.plain(10_000_000));
        case RUNS_100_000 -> RichText.of(Edits.runs(100_000));
        case DEEP_HISTORY -> edited(RichText.of(Edits.plain(100_000)), 200_000);
      };
    }
  }

  /** The document. */
  @Param public Text text = Text.PLAIN_10_KB;

  private RichText document = RichText.empty();
  private Delta flat = Delta.EMPTY;
  private List<Delta> typing = List.of();
  private List<Delta> scattered = List.of();

  /** Makes the document and the keystrokes. */
  @Setup
  public void prepare() {
    document = text.content();
    flat = document.toDelta();
    int middle = document.length() / 2;
    SplittableRandom random = new SplittableRandom(1);
    typing = Edits.keystrokes(KEYSTROKES, i -> middle + i);
    scattered = Edits.keystrokes(KEYSTROKES, _ -> 1 + random.nextInt(document.length() - 1));
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

  /**
   * The baseline: the same as {@link #scattered}, in a document that is a delta and takes a change
   * by {@link Delta#compose}, which walks all of it. Fewer edits, since each takes so long.
   */
  @Benchmark
  @OperationsPerInvocation(COMPOSED)
  public Delta scatteredByCompose() {
    Delta current = flat;
    for (Delta change : scattered.subList(0, COMPOSED)) {
      current = current.compose(change);
    }
    return current;
  }

  private RichText applied(List<Delta> changes) {
    RichText current = document;
    for (Delta change : changes) {
      current = current.apply(change);
    }
    return current;
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
