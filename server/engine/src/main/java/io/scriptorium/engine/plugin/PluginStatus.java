package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a plugin is doing, for the administrator.
 *
 * @param switchable whether documents can switch it off
 * @param queue how many events and messages wait for it
 * @param lagDocuments in how many documents it has changes to come
 * @param lagRevisions how many changes it has to come, as far as is known
 * @param hooks what it was called for since it was installed, by the hook's name
 * @param failures how many calls threw or took too long since it was installed
 * @param lastFailure the last of them
 * @param dropped how many messages from and to its browser halves were lost to its limits
 * @param allocatedBytes how much its threads have allocated since it was started; for comparison
 * @param leftoverThreads threads that earlier instances started and never ended
 */
public record PluginStatus(
    String name,
    String title,
    Optional<String> version,
    Optional<String> file,
    Optional<String> module,
    Optional<String> stylesheet,
    boolean switchable,
    State state,
    int queue,
    int lagDocuments,
    long lagRevisions,
    Map<String, HookTimes> hooks,
    long failures,
    Optional<Failure> lastFailure,
    long dropped,
    long allocatedBytes,
    List<String> leftoverThreads) {
  public PluginStatus {
    hooks = Map.copyOf(hooks);
    leftoverThreads = List.copyOf(leftoverThreads);
  }

  /** What it is doing. */
  public sealed interface State {
    /** An instance is being made and started. */
    record Starting() implements State {}

    /** Its hooks are called. */
    record Running(Instant since) implements State {}

    /**
     * No hook is called.
     *
     * @param next when a fresh instance is tried; empty: not before it is restarted by hand
     */
    record Quarantined(String reason, Instant since, Optional<Instant> next) implements State {}

    /** An administrator has switched it off. */
    record SwitchedOff() implements State {}

    /** This server cannot run it. */
    record Refused(String reason) implements State {}
  }

  /**
   * Calls of one hook.
   *
   * @param longest of one call
   */
  public record HookTimes(long calls, Duration total, Duration longest) {}

  /** A call that threw, or took too long. */
  public record Failure(String hook, String message, Instant time) {}
}
