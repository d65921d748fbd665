package io.scriptorium.engine.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How Linux ranks a thread of this process; on other systems all are alike. */
final class ThreadRank {
  /** proc_pid_stat(5), counted behind the name, which may hold blanks. */
  private static final int NICE = 16;

  private ThreadRank() {}

  /** What a rank is expected to be here. */
  static int expected(int onLinux) {
    return isLinux() ? onLinux : 0;
  }

  /** The nice value of a thread, by the operating system's id. */
  static int of(int thread) {
    if (!isLinux()) {
      return 0;
    }
    try {
      String stat = Files.readString(Path.of("/proc/self/task/" + thread + "/stat"));
      String behindName = stat.substring(stat.lastIndexOf(')') + 2);
      return Integer.parseInt(behindName.split(" ", -1)[NICE]);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }
}
