package io.scriptorium.engine.simulation;

import io.scriptorium.engine.AccessPolicy;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.EngineObserver;
import io.scriptorium.engine.FrameEncoder;
import io.scriptorium.engine.Limits;
import io.scriptorium.engine.MemoryAttachments;
import io.scriptorium.engine.ServerParts;
import io.scriptorium.engine.plugin.HookThreads;
import io.scriptorium.engine.plugin.MemoryPluginStores;
import io.scriptorium.engine.plugin.PluginPackage;
import io.scriptorium.engine.plugin.PluginStores;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One life of the server, the real engine in it. When it is killed, nothing that it had planned
 * happens any more.
 */
final class ServerProcess {
  private final VirtualTime time;
  private final DocumentServer server;
  private boolean alive = true;

  /** What the engine is given from outside. */
  record Surroundings(
      SimulatedStore store,
      AccessPolicy access,
      FrameEncoder encoder,
      PluginStores pluginStores,
      List<PluginPackage> plugins,
      Limits limits) {}

  ServerProcess(VirtualTime time, RandomGenerator random, Surroundings surroundings) {
    this.time = time;
    this.server =
        new DocumentServer(
            new ServerParts(
                surroundings.store().log(this),
                surroundings.store().catalogue(),
                new MemoryAttachments(time),
                surroundings.access(),
                surroundings.encoder(),
                MemoryPluginStores.parts(
                    surroundings.pluginStores(),
                    HookThreads.inline(task -> afterMicros(random.nextInt(200), task))),
                surroundings.limits(),
                new Defects(),
                time,
                random,
                task -> afterMicros(random.nextInt(30), task),
                task -> afterMicros(random.nextInt(1_500), task),
                (delay, task) -> afterMicros(delay.toNanos() / 1000, task)));
    surroundings.plugins().forEach(server.plugins()::install);
  }

  DocumentServer server() {
    return server;
  }

  boolean alive() {
    return alive;
  }

  /** {@code kill -9}. */
  void kill() {
    alive = false;
  }

  /** Plans something that happens only if the process still lives then. */
  void afterMicros(long delay, Runnable task) {
    time.afterMicros(
        delay,
        () -> {
          if (alive) {
            task.run();
          }
        });
  }

  /** No defect is survived quietly. */
  private final class Defects implements EngineObserver {
    @Override
    public void documentFailed(DocumentId document, Throwable cause) {
      throw new AssertionError("document " + document + " met a defect", cause);
    }

    @Override
    public void defect(String where, Throwable cause) {
      if (alive) { // else it is the death itself that was met
        throw new AssertionError("a defect in " + where, cause);
      }
    }

    @Override
    public void pluginFailed(String plugin, String hook, Throwable cause) {
      if (!(cause instanceof PluginException)) { // what its storage throws now and then
        throw new AssertionError("plugin " + plugin + " failed in " + hook, cause);
      }
    }
  }
}
