package io.scriptorium.web.server;

import io.scriptorium.engine.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * What the server cannot do without. If it is not to be had, the server says why in one sentence
 * and ends with exit status {@value #UNUSABLE}.
 *
 * <p>Left to the container, the same mistake is pages of stack trace, and a server that goes on
 * listening without an application.
 */
final class StartOrEnd {
  /** {@code EX_CONFIG} of {@code sysexits.h}: something is configured wrongly. */
  private static final int UNUSABLE = 78;

  private static final Logger LOG = System.getLogger(StartOrEnd.class.getName());

  private StartOrEnd() {}

  /** What {@code part} makes; does not return if it cannot. */
  static <T> T with(Supplier<T> part) {
    try {
      return part.get();
    } catch (SettingsException | StoreException unusable) {
      LOG.log(Level.ERROR, "Scriptorium cannot start: " + unusable.getMessage());
      // Not an orderly exit: that would wait for the application's start, which is waiting here.
      // What
      // is open by now is the data folder at most, whose changes are durable when they are made.
      Runtime.getRuntime().halt(UNUSABLE);
      throw unusable;
    }
  }
}
