package io.scriptorium.bench;

import org.HdrHistogram.Histogram;

/**
 * What was measured in one turn.
 *
 * @param first of each edit at a steady pace, in nanoseconds until it is acknowledged, from the
 *     turn's beginning on: a bad plugin is being found out in that time
 * @param editsPerSecond after that, as fast as they are acknowledged
 * @param later as {@code first}, at the turn's end
 * @param heardMillis within how long the witness heard of 99 in 100 changes of {@code first}
 * @param missed how many changes the witness did not hear of within the limit
 */
record Turn(
    Histogram first, double editsPerSecond, Histogram later, double heardMillis, long missed) {
  /** How long 99 in 100 took at most. */
  static double p99Millis(Histogram nanos) {
    return nanos.getValueAtPercentile(99) / 1e6;
  }
}
