package io.scriptorium.plugin.testkit;

/** Where a random test's seed comes from and how it is told. */
final class Seeds {
  private static final String PROPERTY = "scriptorium.seed";
  private static final System.Logger LOG = System.getLogger(Seeds.class.getName());

  private Seeds() {}

  /** A test that is random in its seed. */
  @FunctionalInterface
  interface Round {
    void run(long seed) throws Exception;
  }

  /**
   * Runs a test in so many rounds, each from a seed of its own, or once from that of {@code
   * -Dscriptorium.seed=}; says the seed when it fails.
   */
  static void rounds(int rounds, Round round) {
    var given = Long.getLong(PROPERTY);
    long first = given == null ? System.nanoTime() & 0xffff_ffffL : given;
    LOG.log(System.Logger.Level.INFO, "rounds from seed {0}", Long.toString(first));
    for (int i = 0; i < (given == null ? rounds : 1); i++) {
      run(first + i, round);
    }
  }

  private static void run(long seed, Round round) {
    try {
      round.run(seed);
    } catch (Exception | AssertionError failure) {
      throw new AssertionError(
          "with -D" + PROPERTY + "=" + seed + ": " + failure.getMessage(), failure);
    }
  }
}
