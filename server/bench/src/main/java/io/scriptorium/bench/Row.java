package io.scriptorium.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One line of the table: turns without a bad plugin beside turns with it, one after the other.
 *
 * @param end how the bad plugin was doing at the end of its last turn
 */
record Row(String misdeed, List<Turn> without, List<Turn> with, String end) {
  /** What the columns are. */
  static final String HEAD =
      """
      | plugin | p50 without | p50 | p99 without | p99 | p99, ratio | edits/s without | edits/s, ratio \
      | witness p99 without | witness p99 | not heard | at the end |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\
      """;

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %s | %.0f | %s | %.0f ms | %.0f ms | %.0f | %s |",
        misdeed,
        median(without, Turn::p50Millis),
        median(with, Turn::p50Millis),
        median(without, Turn::p99Millis),
        median(with, Turn::p99Millis),
        ratio(Turn::p99Millis),
        median(without, Turn::editsPerSecond),
        ratio(Turn::editsPerSecond),
        median(without, Turn::heardMillis),
        median(with, Turn::heardMillis),
        with.stream().mapToDouble(Turn::missed).sum(),
        end);
  }

  private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
    return median(turns.stream().mapToDouble(figure));
  }

  private static double median(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The median of each turn's with to the one's before it, and how far they lie apart. */
  private String ratio(ToDoubleFunction<Turn> figure) {
    double[] ratios =
        IntStream.range(0, with.size())
            .mapToDouble(
                i -> figure.applyAsDouble(with.get(i)) / figure.applyAsDouble(without.get(i)))
            .toArray();
    return String.format(
        Locale.ROOT,
        "**%.2f** (%.2f to %.2f)",
        median(DoubleStream.of(ratios)),
        DoubleStream.of(ratios).min().orElse(0),
        DoubleStream.of(ratios).max().orElse(0));
  }
}
