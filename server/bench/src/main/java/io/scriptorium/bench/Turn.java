package io.scriptorium.bench;

/**
 * What was measured in one turn.
 *
 * @param p50Millis of an edit at a steady pace, until it is acknowledged
 * @param p99Millis the same
 * @param editsPerSecond as fast as they are acknowledged
 * @param heardMillis within how long the witness heard of 99 in 100 changes at the steady pace
 * @param missed how many changes the witness did not hear of within the limit
 */
record Turn(
    double p50Millis, double p99Millis, double editsPerSecond, double heardMillis, long missed) {}
