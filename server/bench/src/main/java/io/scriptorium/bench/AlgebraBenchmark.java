package io.scriptorium.bench;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Priority;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@link Delta}'s functions cost: on two single edits, as a server has them at each keystroke,
 * and on {@value #SCATTERED} changes all over a document, as it has them when somebody comes back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class AlgebraBenchmark {
  private static final int SCATTERED = 1_000;
  private static final int LENGTH = 100_000;

  private final Delta letter = Edits.keystroke(70_000);
  private final Delta formatting =
      Delta.of(
          new Op.Retain(30_000, Attributes.NONE),
          new Op.Retain(200, Attributes.of(Map.of("bold", new Value.Bool(true)))),
          new Op.Delete(12));
  private final List<Delta> changes = scattered(1);
  private final Delta composed = Delta.composeAll(changes);
  private final Delta others = Delta.composeAll(scattered(2));

  /** One edit past another: what one concurrent edit costs. */
  @Benchmark
  public Delta transformOne() {
    return formatting.transform(letter, Priority.FIRST);
  }

  /** Two edits as one. */
  @Benchmark
  public Delta composeOne() {
    return formatting.compose(letter);
  }

  /** One edit past each of a thousand changes: what an edit costs that is so far behind. */
  @Benchmark
  public Delta transformPastScattered() {
    Delta moved = letter;
    for (Delta change : changes) {
      moved = change.transform(moved, Priority.FIRST);
    }
    return moved;
  }

  /** A thousand changes past another thousand, each as one delta. */
  @Benchmark
  public Delta transformScattered() {
    return others.transform(composed, Priority.SECOND);
  }

  /** A thousand changes as one, folded as a tree. */
  @Benchmark
  public Delta composeScattered() {
    return Delta.composeAll(changes);
  }

  /** The baseline of {@link #composeScattered}: one after the other. */
  @Benchmark
  public Delta composeScatteredInTurn() {
    Delta all = Delta.EMPTY;
    for (Delta change : changes) {
      all = all.compose(change);
    }
    return all;
  }

  private static List<Delta> scattered(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Edits.keystrokes(SCATTERED, _ -> random.nextInt(1, LENGTH));
  }
}
