package io.scriptorium.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * One line of the table: turns without a bad plugin beside turns with it, one after the other.
 *
 * @param end how the bad plugin was doing at the end of its last turn
 */
record Row(String misdeed, List<Turn> without, List<Turn> with, String end) {
  /** What the columns are. */
  static final String HEAD =
      """
      | plugin | p50, p99 without | p50, p99 at first | p99, ratio | p50, p99 later | p99, ratio \
      | edits/s without | edits/s, ratio | witness p99 without, with | not heard | at the end |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\
      """;

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s | %.0f | %s | %.0f, %.0f ms | %.0f | %s |",
        misdeed,
        millis(without, Turn::first),
        millis(with, Turn::first),
        ratio(Turn::first),
        millis(with, Turn::later),
        ratio(Turn::later),
        median(numbers(without, Turn::editsPerSecond)),
        throughput(),
        median(numbers(without, Turn::heardMillis)),
        median(numbers(with, Turn::heardMillis)),
        numbers(with, Turn::missed).sum(),
        end);
  }

  private static String millis(List<Turn> turns, Function<Turn, Histogram> part) {
    Histogram all = all(turns, part);
    return String.format(
        Locale.ROOT, "%.1f, %.1f ms", all.getValueAtPercentile(50) / 1e6, Turn.p99Millis(all));
  }

  private static Histogram all(List<Turn> turns, Function<Turn, Histogram> part) {
    Histogram all = new Histogram(3);
    turns.forEach(turn -> all.add(part.apply(turn)));
    return all;
  }

  /** Of the 99th percentiles of all turns together, and how far those of each pair lie apart. */
  private String ratio(Function<Turn, Histogram> part) {
    ToDoubleFunction<Turn> p99 = turn -> Turn.p99Millis(part.apply(turn));
    return withSpan(
        Turn.p99Millis(all(with, part)) / Turn.p99Millis(all(without, part)), ratios(p99));
  }

  /** The median of each turn's with to the one's before it, and how far they lie apart. */
  private String throughput() {
    double[] ratios = ratios(Turn::editsPerSecond);
    return withSpan(median(Arrays.stream(ratios)), ratios);
  }

  private double[] ratios(ToDoubleFunction<Turn> figure) {
    return IntStream.range(0, with.size())
        .mapToDouble(i -> figure.applyAsDouble(with.get(i)) / figure.applyAsDouble(without.get(i)))
        .toArray();
  }

  private static String withSpan(double figure, double[] single) {
    return String.format(
        Locale.ROOT,
        "**%.2f** (%.2f to %.2f)",
        figure,
        Arrays.stream(single).min().orElse(0),
        Arrays.stream(single).max().orElse(0));
  }

  private static DoubleStream numbers(List<Turn> turns, ToDoubleFunction<Turn> figure) {
    return turns.stream().mapToDouble(figure);
  }

  private static double median(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
