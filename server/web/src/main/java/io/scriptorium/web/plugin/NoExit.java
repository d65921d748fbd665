package io.scriptorium.web.plugin;

/**
 * What a plugin calls where it was written to end the process: {@link ExitGuard} puts these methods
 * in the place of {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt}. Public for
 * the plugins' sake alone.
 */
public final class NoExit {
  private NoExit() {}

  /** Stands for {@link System#exit}. */
  public static void exit(int status) {
    throw refused("System.exit", status);
  }

  /** Stands for {@link Runtime#exit}. */
  public static void exit(Runtime runtime, int status) {
    throw refused("Runtime.exit", status);
  }

  /** Stands for {@link Runtime#halt}. */
  public static void halt(Runtime runtime, int status) {
    throw refused("Runtime.halt", status);
  }

  private static UnsupportedOperationException refused(String call, int status) {
    return new UnsupportedOperationException(
        "a plugin cannot end the server: " + call + "(" + status + ") was called");
  }
}
