package io.scriptorium.engine.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How Linux ranks a thread of this process; on other systems all are alike.
 *
 * @param nice the nice value
 * @param policy the number of the scheduling policy; of sched(7)
 */
record ThreadRank(int nice, int policy) {
  /** proc_pid_stat(5), counted behind the name, which may hold blanks. */
  private static final int NICE = 16;

  private static final int POLICY = 38;

  private static final ThreadRank ALIKE = new ThreadRank(0, 0);

  /** That of a thread behind all others. */
  static ThreadRank behind() {
    return isLinux() ? new ThreadRank(19, 5) : ALIKE;
  }

  /** That of a thread, by the operating system's id. */
  static ThreadRank of(int thread) {
    if (!isLinux()) {
      return ALIKE;
    }
    try {
      String stat = Files.readString(Path.of("/proc/self/task/" + thread + "/stat"));
      String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new ThreadRank(
          Integer.parseInt(behindName[NICE]), Integer.parseInt(behindName[POLICY]));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }
}
