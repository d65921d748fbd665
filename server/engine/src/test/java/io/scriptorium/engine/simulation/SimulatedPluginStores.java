package io.scriptorium.engine.simulation;

import io.scriptorium.engine.plugin.Checkpoints;
import io.scriptorium.engine.plugin.MemoryPluginStores;
import io.scriptorium.engine.plugin.PluginStore;
import io.scriptorium.engine.plugin.PluginStores;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginStorage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What plugins keep, on a disk that outlives servers and fails now and then. What the host itself
 * keeps does not fail: without that a server does not start.
 */
final class SimulatedPluginStores {
  private final RandomGenerator random;
  private final MemoryPluginStores disk = new MemoryPluginStores();
  private Fault fault = Fault.NONE;

  /** What is wrong with the disk. */
  enum Fault {
    NONE,
    /** Every third access fails, before anything is written. */
    SHAKY,
    /** Nothing works. */
    DOWN
  }

  SimulatedPluginStores(RandomGenerator random) {
    this.random = random;
  }

  /** What is durable, to be looked at without any fault. */
  MemoryPluginStores disk() {
    return disk;
  }

  void fault(Fault now) {
    fault = now;
  }

  /**
   * The stores as a process has them.
   *
   * @param beforeForgetting happens before anything of a document that is gone is removed; when it
   *     throws, nothing is
   */
  PluginStores of(Runnable beforeForgetting) {
    return new Stores(beforeForgetting);
  }

  private void use() {
    if (fault == Fault.DOWN || (fault == Fault.SHAKY && random.nextInt(3) == 0)) {
      throw new PluginException("the plugin's disk fails");
    }
  }

  private record Kept(PluginStore disk, Runnable use) implements PluginStore {
    @Override
    public PluginStorage storage() {
      return new Storage(disk.storage(), use);
    }

    @Override
    public PluginStorage storage(DocumentId document) {
      return new Storage(disk.storage(document), use);
    }

    @Override
    public Checkpoints checkpoints() {
      return new Told(disk.checkpoints(), use);
    }

    @Override
    public Path folder() {
      return disk.folder();
    }

    @Override
    public void close() {
      disk.close();
    }
  }

  private final class Stores implements PluginStores {
    private final Runnable beforeForgetting;

    Stores(Runnable beforeForgetting) {
      this.beforeForgetting = beforeForgetting;
    }

    @Override
    public PluginStore open(String plugin, long bytes) {
      use();
      return new Kept(disk.open(plugin, bytes), SimulatedPluginStores.this::use);
    }

    @Override
    public PluginStorage ofHost() {
      return disk.ofHost();
    }

    @Override
    public void forget(DocumentId document) {
      beforeForgetting.run();
      use();
      disk.forget(document);
    }

    @Override
    public void close() {
      // the disk goes on
    }
  }

  private record Storage(PluginStorage disk, Runnable use) implements PluginStorage {
    @Override
    public Optional<String> get(String key) {
      use.run();
      return disk.get(key);
    }

    @Override
    public List<Entry> list(
        String prefix, Optional<String> beyond, Direction direction, int limit) {
      use.run();
      return disk.list(prefix, beyond, direction, limit);
    }

    @Override
    public void write(List<Write> writes) {
      use.run();
      disk.write(writes);
    }
  }

  private record Told(Checkpoints disk, Runnable use) implements Checkpoints {
    @Override
    public Optional<Known> find(DocumentId document) {
      use.run();
      return disk.find(document);
    }

    @Override
    public List<Known> list(Optional<DocumentId> beyond, int limit) {
      use.run();
      return disk.list(beyond, limit);
    }

    @Override
    public void save(Collection<Known> known) {
      use.run();
      disk.save(known);
    }
  }
}
