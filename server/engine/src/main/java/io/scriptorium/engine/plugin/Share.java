package io.scriptorium.engine.plugin;

/**
 * How much of something may be used in a second; what is over is not there. After a pause, a
 * second's worth may be used at once. Usable from any thread.
 */
final class Share {
  private static final long SECOND = 1_000_000_000;

  private double left;
  private long filled;
  private boolean begun;

  /**
   * Takes some, if so much is there; what is larger than a second's worth takes all of that.
   *
   * @param perSecond how much there is in a second, as of now
   * @param nanos the time, from any moment on
   */
  synchronized boolean take(long amount, long perSecond, long nanos) {
    double more = begun ? (double) (nanos - filled) * perSecond / SECOND : perSecond;
    left = Math.min((double) perSecond, left + more);
    begun = true;
    filled = nanos;
    double taken = Math.min(amount, perSecond);
    if (left < taken) {
      return false;
    }
    left -= taken;
    return true;
  }
}
