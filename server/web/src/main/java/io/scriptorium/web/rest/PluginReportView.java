package io.scriptorium.web.rest;

import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.engine.plugin.PluginStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a plugin is doing, for the administrator. */
@Schema(name = "PluginReport", description = "How a plugin is doing, for the administrator.")
public record PluginReportView(
    @Schema(description = "Of one that was refused: its file.", required = true) String name,
    @Schema(required = true) String title,
    @Schema(implementation = String.class) Optional<String> version,
    @Schema(
            description = "The jar's name in the plugins folder; absent of a shipped plugin.",
            implementation = String.class)
        Optional<String> file,
    @Schema(implementation = String.class) Optional<String> module,
    @Schema(implementation = String.class) Optional<String> stylesheet,
    @Schema(required = true) boolean switchable,
    @Schema(
            enumeration = {"starting", "running", "quarantined", "off", "refused"},
            required = true)
        String state,
    @Schema(description = "Why it is quarantined or refused.", implementation = String.class)
        Optional<String> reason,
    @Schema(
            description = "Since when it runs or is quarantined.",
            type = SchemaType.STRING,
            format = "date-time")
        Optional<Instant> since,
    @Schema(
            description = "When it leaves its quarantine; absent: when it is restarted.",
            type = SchemaType.STRING,
            format = "date-time")
        Optional<Instant> next,
    @Schema(description = "Events and messages that wait for it.", required = true) int queue,
    @Schema(description = "In how many documents it has changes to come.", required = true)
        int lagDocuments,
    @Schema(description = "How many changes it has to come.", required = true) long lagRevisions,
    @Schema(description = "What it was called for, by the hook's name.", required = true)
        Map<String, Hook> hooks,
    @Schema(description = "How many calls threw or took too long.", required = true) long failures,
    @Schema(implementation = Failure.class) Optional<Failure> lastFailure,
    @Schema(description = "How many messages were lost to its limits.", required = true)
        long dropped,
    @Schema(
            description = "How much its threads have allocated since it was started, in bytes.",
            required = true)
        long allocatedBytes,
    @Schema(description = "Threads that it started and never ended.", required = true)
        List<String> leftoverThreads) {
  public PluginReportView {
    hooks = Map.copyOf(hooks);
    leftoverThreads = List.copyOf(leftoverThreads);
  }

  /** Calls of one hook; times in milliseconds. */
  @Schema(name = "PluginHook", description = "Calls of one hook; times in milliseconds.")
  public record Hook(
      @Schema(required = true) long calls,
      @Schema(required = true) double totalMillis,
      @Schema(required = true) double longestMillis) {
    static Hook of(PluginStatus.HookTimes times) {
      return new Hook(times.calls(), millis(times.total()), millis(times.longest()));
    }

    private static double millis(Duration duration) {
      return duration.toNanos() / 1e6;
    }
  }

  /** A call that threw, or took too long. */
  @Schema(name = "PluginFailure", description = "A call that threw, or took too long.")
  public record Failure(
      @Schema(required = true) String hook,
      @Schema(required = true) String message,
      @Schema(required = true, format = "date-time") Instant time) {}

  /** All of them. */
  @Schema(name = "PluginReports", description = "All plugins, those that do not run included.")
  public record All(@Schema(required = true) List<PluginReportView> plugins) {
    public All {
      plugins = List.copyOf(plugins);
    }
  }

  static PluginReportView of(PluginStatus status) {
    Map<String, Hook> hooks = new TreeMap<>();
    status.hooks().forEach((name, times) -> hooks.put(name, Hook.of(times)));
    return new PluginReportView(
        status.name(),
        status.title(),
        status.version(),
        status.file(),
        status.module(),
        status.stylesheet(),
        status.switchable(),
        word(status.state()),
        reason(status.state()),
        since(status.state()),
        next(status.state()),
        status.queue(),
        status.lagDocuments(),
        status.lagRevisions(),
        hooks,
        status.failures(),
        status.lastFailure().map(last -> new Failure(last.hook(), last.message(), last.time())),
        status.dropped(),
        status.allocatedBytes(),
        status.leftoverThreads());
  }

  private static String word(State state) {
    return switch (state) {
      case State.Starting() -> "starting";
      case State.Running running -> "running";
      case State.Quarantined quarantined -> "quarantined";
      case State.SwitchedOff() -> "off";
      case State.Refused refused -> "refused";
    };
  }

  private static Optional<String> reason(State state) {
    return switch (state) {
      case State.Quarantined quarantined -> Optional.of(quarantined.reason());
      case State.Refused refused -> Optional.of(refused.reason());
      case State.Starting _, State.Running _, State.SwitchedOff _ -> Optional.empty();
    };
  }

  private static Optional<Instant> since(State state) {
    return switch (state) {
      case State.Running running -> Optional.of(running.since());
      case State.Quarantined quarantined -> Optional.of(quarantined.since());
      case State.Starting _, State.Refused _, State.SwitchedOff _ -> Optional.empty();
    };
  }

  private static Optional<Instant> next(State state) {
    return state instanceof State.Quarantined quarantined ? quarantined.next() : Optional.empty();
  }
}
