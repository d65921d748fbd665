package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * When memory is short, gives up the plugin that has allocated most of late: its instance, and all
 * that it holds, is let go of before the server runs out. Belongs to the host's tick.
 */
final class MemoryWatch {
  /** Before the next plugin is given up, so that a collection can show what the last one held. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final HostServices services;
  private Instant gaveUp = Instant.EPOCH;

  MemoryWatch(HostServices services) {
    this.services = services;
  }

  /** Looks once. */
  void tick(List<PluginRun> runs) {
    runs.forEach(run -> run.allocation().sample());
    Instant now = services.platform().clock().instant();
    OptionalLong least = services.threads().leastToBlame();
    if (least.isEmpty() || now.isBefore(gaveUp.plus(PAUSE))) {
      return;
    }
    runs.stream()
        .max(Comparator.comparingLong(run -> run.allocation().recentBytes()))
        .filter(run -> run.allocation().recentBytes() >= least.getAsLong())
        .ifPresent(run -> {
          gaveUp = now;
          run.giveUp(
              "the server's memory is nearly used up, and it has allocated most of late: "
                  + (run.allocation().recentBytes() >> 20)
                  + " MB");
        });
  }
}
