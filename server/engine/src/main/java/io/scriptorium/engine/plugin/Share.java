package io.scriptorium.engine.plugin;

/**
 * How much of something may be used in a second; what is over is not there. After a pause, a
 * second's worth may be used at once. Usable from any thread.
 */
final class Share {
  private static final long SECOND = 1_000_000_000;

  private final long perSecond;
  private double left;
  private long filled;
  private boolean begun;

  Share(long perSecond) {
    this.perSecond = perSecond;
    this.left = perSecond;
  }

  /**
   * Takes some, if so much is there; what is larger than a second's worth takes all of that.
   *
   * @param nanos the time, from any moment on
   */
  synchronized boolean take(long amount, long nanos) {
    if (begun) {
      left = Math.min((double) perSecond, left + (double) (nanos - filled) * perSecond / SECOND);
    }
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
