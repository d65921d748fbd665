package io.scriptorium.engine.simulation;

import io.scriptorium.engine.Limits;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What a run is like: how many take part, how fast they type, how often what goes wrong. Drawn from
 * the run's seed, so that some runs are calm and crowded, others one catastrophe after the other.
 *
 * @param editors who may write at the start
 * @param viewers who may only read at the start
 * @param edits how many edits are committed before the weather clears
 * @param pauseMicros the mean pause between two keystrokes of one client
 * @param latencyMicros the longest way of a message
 * @param troubleMicros the mean pause between two troubles
 */
record Weather(
    int editors,
    int viewers,
    int edits,
    int pauseMicros,
    int latencyMicros,
    int troubleMicros,
    int cuts,
    int closedTabs,
    int crashes,
    int graceful,
    int storeFaults,
    int slowReaders,
    int absences,
    int roleChanges,
    int pluginStoreFaults,
    int passingDocuments,
    double rejected,
    double duplicates,
    double endings,
    Limits limits) {

  static Weather draw(RandomGenerator random) {
    boolean calm = random.nextInt(5) == 0;
    boolean crowded = random.nextInt(6) == 0;
    return new Weather(
        crowded ? 6 + random.nextInt(6) : 1 + random.nextInt(4),
        random.nextInt(2),
        100 + random.nextInt(400),
        1_000 + random.nextInt(40_000),
        500 + random.nextInt(random.nextBoolean() ? 5_000 : 120_000),
        calm ? 60_000_000 : 20_000 + random.nextInt(600_000),
        5,
        random.nextInt(4),
        random.nextInt(4),
        random.nextInt(2),
        random.nextInt(5),
        random.nextInt(3),
        random.nextInt(3),
        random.nextInt(2),
        random.nextInt(3),
        random.nextInt(3),
        random.nextInt(4) == 0 ? 0.01 : 0,
        random.nextDouble() * 0.05,
        random.nextInt(4) == 0 ? 0.05 : 0,
        limits(random));
  }

  private static Limits limits(RandomGenerator random) {
    return new Limits(
        1 << 20,
        10_000,
        100_000,
        100,
        100_000,
        100_000,
        random.nextInt(3) == 0 ? 10 + random.nextInt(60) : 100_000,
        Duration.ofMillis(200 + random.nextInt(2_000)),
        Duration.ofSeconds(5),
        Duration.ofMillis(1 + random.nextInt(400)),
        Duration.ofMillis(random.nextInt(3_000)),
        2 + random.nextInt(60));
  }
}
