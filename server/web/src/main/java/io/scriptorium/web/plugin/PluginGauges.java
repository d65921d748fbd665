package io.scriptorium.web.plugin;

import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.engine.plugin.PluginStatus.State;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** How each plugin is doing, at {@code /metrics}: asked of the host when somebody looks. */
@Singleton
public class PluginGauges {
  private static final List<Shown> SHOWN =
      List.of(
          new Shown(
              "state",
              "0 starting, 1 running, 2 quarantined, 3 switched off",
              status -> number(status.state())),
          new Shown("queue", "Events and messages that wait for it", PluginStatus::queue),
          new Shown("lag", "Changes that it has to come", PluginStatus::lagRevisions));

  private final MetricRegistry metrics;

  /** Made by the container. */
  @Inject
  public PluginGauges(MetricRegistry metrics) {
    this.metrics = metrics;
  }

  private record Shown(String name, String description, ToLongFunction<PluginStatus> value) {
    String metric() {
      return "scriptorium.plugin." + name;
    }
  }

  private static long number(State state) {
    return switch (state) {
      case State.Starting() -> 0;
      case State.Running running -> 1;
      case State.Quarantined quarantined -> 2;
      case State.SwitchedOff() -> 3;
      case State.Refused refused -> 4;
    };
  }

  /** Shows a plugin from now on. */
  void add(String plugin, PluginHost host) {
    for (Shown shown : SHOWN) {
      metrics.gauge(
          Metadata.builder()
              .withName(shown.metric())
              .withDescription(shown.description() + ".")
              .build(),
          host,
          of -> of.status(plugin).map(shown.value()::applyAsLong).orElse(0L),
          tag(plugin));
    }
  }

  /** Shows a plugin no more. */
  void remove(String plugin) {
    SHOWN.forEach(shown -> metrics.remove(new MetricID(shown.metric(), tag(plugin))));
  }

  private static Tag tag(String plugin) {
    return new Tag("plugin", plugin);
  }
}
