package io.scriptorium.plugin;

import java.time.Duration;

/**
 * Work for later, on the plugin's own thread, in turn with its hooks; each run has the limit and
 * the failure handling of {@link Plugin#onChange}. Ends with the plugin. Usable from any thread.
 */
public interface Schedule {
  /** Once, when so much time has passed. */
  Task after(Duration delay, Runnable work);

  /** Again and again, so long after the end of the run before; the first time after that, too. */
  Task every(Duration pause, Runnable work);

  /** Work that was scheduled. */
  @FunctionalInterface
  interface Task {
    /** Takes it back; a run that has begun goes on. */
    void cancel();
  }
}
