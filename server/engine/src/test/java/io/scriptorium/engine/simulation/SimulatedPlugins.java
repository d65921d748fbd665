package io.scriptorium.engine.simulation;

import static io.scriptorium.engine.simulation.Simulation.require;

import io.scriptorium.engine.plugin.MemoryPluginStores;
import io.scriptorium.engine.plugin.PluginPackage;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The plugins of one run, over all lives of the server. */
final class SimulatedPlugins {
  private final Simulation simulation;
  private final RandomGenerator random;
  private final Weather weather;
  private final MemoryPluginStores disk;

  /** How far those that hear of every change have come. */
  private final Map<String, Long> heard = new HashMap<>(Map.of("follower", 0L, "keeper", 0L));

  SimulatedPlugins(
      Simulation simulation, RandomGenerator random, Weather weather, MemoryPluginStores disk) {
    this.simulation = simulation;
    this.random = random;
    this.weather = weather;
    this.disk = disk;
  }

  List<PluginPackage> packages() {
    List<PluginPackage> plugins = new ArrayList<>();
    plugins.add(PluginPackage.builtIn("follower", Follower::new));
    plugins.add(PluginPackage.builtIn("keeper", Keeper::new));
    if (weather.rejected() > 0) {
      plugins.add(PluginPackage.builtIn("moody", Moody::new));
    }
    return plugins;
  }

  /** Whether all who hear of every change have heard of all up to this. */
  boolean haveHeard(long head) {
    return heard.values().stream().allMatch(revision -> revision == head);
  }

  /**
   * A plugin that is told of every change: in order, without gaps, again after a crash perhaps, and
   * with the right content; but nothing that its checkpoint says it has seen.
   */
  private class Follower implements Plugin {
    private long last = -1;

    @Override
    public String name() {
      return "follower";
    }

    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      long revision = change.revision().number();
      long from = last >= 0 ? last : seenBefore(document);
      require(
          revision == from + 1,
          () -> "plugin " + name() + ", which had seen " + from + ", was told " + revision);
      require(
          after.content().equals(simulation.content(Math.toIntExact(revision))),
          () -> "plugin " + name() + " was shown something else at revision " + revision);
      last = revision;
      heard.merge(name(), revision, Math::max);
    }

    private long seenBefore(DocumentId document) {
      return disk.seen(name(), document).map(Revision::number).orElse(0L);
    }
  }

  /** One that also keeps something of every document, if its storage takes it. */
  private final class Keeper extends Follower {
    private @Nullable PluginContext context;

    @Override
    public String name() {
      return "keeper";
    }

    @Override
    public void start(PluginContext given) {
      context = given;
    }

    @Override
    public void onDocumentCreated(DocumentInfo document) {
      keep(document.id(), "title", document.title());
    }

    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      super.onChange(document, change, after);
      keep(document, "revision", change.revision().toString());
    }

    private void keep(DocumentId document, String key, String value) {
      if (context != null) {
        context.storage(document).put(key, value);
      }
    }
  }

  /** A plugin that says no now and then, for no reason. */
  private final class Moody implements Plugin {
    @Override
    public String name() {
      return "moody";
    }

    @Override
    public Decision review(Submission submission, Snapshot before) {
      boolean no = !simulation.clearing() && random.nextDouble() < weather.rejected();
      return no ? Decision.reject("not now") : Decision.accept();
    }
  }
}
