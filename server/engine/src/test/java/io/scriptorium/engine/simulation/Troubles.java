package io.scriptorium.engine.simulation;

import io.scriptorium.plugin.DocumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What goes wrong, again and again, until the weather clears. */
final class Troubles {
  private final Simulation simulation;
  private final VirtualTime time;
  private final RandomGenerator random;
  private final Weather weather;
  private final SimulatedStore store;
  private final SimulatedPluginStores pluginStores;
  private final List<Runnable> kinds = new ArrayList<>();
  private int passed;

  Troubles(
      Simulation simulation,
      VirtualTime time,
      RandomGenerator random,
      Weather weather,
      SimulatedStore store,
      SimulatedPluginStores pluginStores) {
    this.simulation = simulation;
    this.time = time;
    this.random = random;
    this.weather = weather;
    this.store = store;
    this.pluginStores = pluginStores;
    add(weather.cuts(), this::cut);
    add(weather.closedTabs(), this::closeTab);
    add(weather.crashes(), this::crash);
    add(weather.graceful(), this::restart);
    add(weather.storeFaults(), this::storeFault);
    add(weather.slowReaders(), this::slowReader);
    add(weather.absences(), this::absence);
    add(weather.roleChanges(), this::roleChange);
    add(weather.pluginStoreFaults(), this::pluginStoreFault);
    add(weather.passingDocuments(), this::passingDocument);
  }

  private void add(int times, Runnable kind) {
    for (int i = 0; i < times; i++) {
      kinds.add(kind);
    }
  }

  /** Plans the next one. */
  void next() {
    time.afterMicros(
        random.nextInt(2 * weather.troubleMicros()),
        () -> {
          if (!simulation.clearing()) {
            kinds.get(random.nextInt(kinds.size())).run();
            next();
          }
        });
  }

  private SimulatedClient somebody() {
    return simulation.clients().get(random.nextInt(simulation.clients().size()));
  }

  private void cut() {
    Optional.ofNullable(somebody().socket()).ifPresent(SimulatedSocket::cut);
  }

  private void closeTab() {
    somebody().closeTab();
  }

  /** The server dies; after a while it is started again. */
  void crash() {
    simulation.killServer();
    time.afterMicros(random.nextInt(300_000), this::startIfDown);
  }

  private void startIfDown() {
    if (simulation.process().isEmpty()) {
      simulation.startServer();
    }
  }

  private void restart() {
    simulation
        .process()
        .ifPresent(process -> {
          var _ = process.server().stop();
          time.afterMicros(
              random.nextInt(400_000),
              () -> {
                if (process.alive()) {
                  crash();
                }
              });
        });
  }

  private void storeFault() {
    SimulatedStore.Fault[] faults = SimulatedStore.Fault.values();
    store.fault(faults[random.nextInt(faults.length)]);
    time.afterMicros(random.nextInt(2_000_000), () -> store.fault(SimulatedStore.Fault.NONE));
  }

  private void slowReader() {
    Optional.ofNullable(somebody().socket())
        .ifPresent(socket -> {
          if (random.nextInt(4) == 0) {
            socket.hang();
          } else {
            socket.slow(1_000 + random.nextInt(100_000));
          }
        });
  }

  private void absence() {
    SimulatedClient client = somebody();
    client.absent(true);
    time.afterMicros(random.nextInt(8_000_000), () -> client.absent(false));
  }

  private void roleChange() {
    simulation.changeRole(somebody());
  }

  private void pluginStoreFault() {
    var faults = SimulatedPluginStores.Fault.values();
    pluginStores.fault(faults[random.nextInt(faults.length)]);
    time.afterMicros(
        random.nextInt(8_000_000), () -> pluginStores.fault(SimulatedPluginStores.Fault.NONE));
  }

  /** Another document comes, and goes; a later start removes it for good. */
  private void passingDocument() {
    DocumentId id = new DocumentId("passing-" + passed++);
    store.catalogue().create(id, "Passing");
    simulation.process().ifPresent(process -> process.server().created(id));
    time.afterMicros(
        random.nextInt(2_000_000),
        () -> {
          store.catalogue().delete(id);
          simulation.process().ifPresent(process -> process.server().deleted(id));
        });
  }

  /** A document is gone, what plugins keep of it is not: sometimes the server dies right there. */
  void beforeForgetting() {
    if (!simulation.clearing() && random.nextInt(3) == 0) {
      crash();
      throw new IllegalStateException("the server has died");
    }
  }
}
