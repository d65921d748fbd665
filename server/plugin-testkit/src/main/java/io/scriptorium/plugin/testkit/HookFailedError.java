package io.scriptorium.plugin.testkit;

/**
 * A hook of the plugin under test threw. The platform would have caught it, logged it and gone on;
 * so has the test server, before it threw this to fail the test.
 */
public final class HookFailedError extends AssertionError {
  private static final long serialVersionUID = 1;

  /** {@code hook} of {@code plugin} threw {@code cause}. */
  HookFailedError(String plugin, String hook, Throwable cause) {
    super("plugin \"" + plugin + "\" threw in " + hook + ": " + cause, cause);
  }
}
