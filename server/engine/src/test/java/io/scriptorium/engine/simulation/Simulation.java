package io.scriptorium.engine.simulation;

import io.scriptorium.delta.RichText;
import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One run: the real engine with a simulated disk, network and clock, clients who write, and what
 * goes wrong. All of it follows from one seed. After the weather has cleared, everybody must have
 * everything, once.
 */
final class Simulation {
  private static final DocumentId DOCUMENT = new DocumentId("minutes");

  /** How long, in virtual time, everything may take to settle once nothing goes wrong any more. */
  private static final long SETTLING_MICROS = 120_000_000;

  private final long seed;
  private final RandomGenerator random;
  private final VirtualTime time = new VirtualTime();
  private final Weather weather;
  private final SimulatedStore store;
  private final Map<String, ServerMessage> frames = new HashMap<>();
  private final Map<String, Role> roles = new HashMap<>();
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final List<SimulatedSocket> sockets = new ArrayList<>();
  private final List<RichText> contents = new ArrayList<>(List.of(RichText.empty()));
  private final SimulatedPluginStores pluginStores;
  private final SimulatedPlugins plugins;
  private final Troubles troubles;

  private @Nullable ServerProcess process;
  private boolean clearing;

  Simulation(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.weather = Weather.draw(random);
    this.store = new SimulatedStore(time, random);
    this.pluginStores = new SimulatedPluginStores(random);
    this.plugins = new SimulatedPlugins(this, random, weather, pluginStores.disk());
    this.troubles = new Troubles(this, time, random, weather, store, pluginStores);
    store.catalogue().create(DOCUMENT, "Minutes");
  }

  /** Runs it; returns how many edits were committed. */
  long run() {
    try {
      startServer();
      addClients();
      troubles.next();
      while (head() < weather.edits() && time.micros() < 600_000_000L) {
        require(time.step(), () -> "nothing happens any more");
      }
      clear();
      settle();
      verifyAtEnd();
      return head();
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError(
          "seed "
              + seed
              + " at "
              + time.micros()
              + " us, revision "
              + head()
              + ", "
              + weather
              + ": "
              + failure.getMessage(),
          failure);
    }
  }

  private void addClients() {
    for (int i = 0; i < weather.editors() + weather.viewers(); i++) {
      boolean editor = i < weather.editors();
      String id = (editor ? "e" : "v") + i;
      roles.put(id, editor ? Role.EDITOR : Role.VIEWER);
      SimulatedClient client = new SimulatedClient(this, time, random, weather, id, editor);
      clients.add(client);
      time.afterMicros(random.nextInt(50_000), client::start);
    }
  }

  /** The weather clears: the disk works, the server runs, everybody is there. */
  private void clear() {
    clearing = true;
    store.fault(SimulatedStore.Fault.NONE);
    pluginStores.fault(SimulatedPluginStores.Fault.NONE);
    if (weather.pluginStoreFaults() + weather.passingDocuments() > 0) {
      troubles.crash(); // a start tries again what plugins' storage refused
    }
    sockets.forEach(socket -> socket.slow(0));
    clients.forEach(client -> client.absent(false));
  }

  private void settle() {
    long limit = time.micros() + SETTLING_MICROS;
    for (long steps = 1; steps % 32 != 0 || !allSettled(); steps++) {
      require(time.step(), () -> "nothing happens any more, but not all have settled: " + clients);
      require(time.micros() < limit, () -> "not all have settled: " + clients);
    }
    long quiet = time.micros() + 500_000;
    while (time.micros() < quiet && time.step()) {
      // what still happens must not change anything
    }
  }

  private boolean allSettled() {
    long head = head();
    return plugins.haveHeard(head) && clients.stream().allMatch(client -> client.settled(head));
  }

  private void verifyAtEnd() {
    List<Change> log = changes();
    Set<SubmissionId> ids = new HashSet<>();
    long expected = 1;
    for (Change change : log) {
      require(change.revision().number() == expected++, () -> "the log has a gap at " + change);
      require(ids.add(change.id()), () -> change.id() + " was committed twice");
    }
    clients.forEach(SimulatedClient::verifyAtEnd);
    Snapshot reopened = store.disk().at(DOCUMENT, new Revision(log.size())).orElseThrow();
    require(
        reopened.content().equals(content(log.size())), () -> "a snapshot differs from the log");
    for (DocumentId kept : pluginStores.disk().documents()) {
      require(
          store.catalogue().keeps(kept), () -> "a plugin keeps something of " + kept + ", gone");
    }
  }

  boolean clearing() {
    return clearing;
  }

  DocumentId document() {
    return DOCUMENT;
  }

  List<SimulatedClient> clients() {
    return clients;
  }

  Optional<ServerProcess> process() {
    return Optional.ofNullable(process);
  }

  /** The server's life begins. */
  void startServer() {
    process =
        new ServerProcess(
            time,
            random,
            new ServerProcess.Surroundings(
                store,
                (document, credentials) ->
                    new Access.Granted(
                        new Author(credentials.client(), credentials.client()),
                        roles.getOrDefault(credentials.client(), Role.VIEWER)),
                this::encode,
                pluginStores.of(troubles::beforeForgetting),
                plugins.packages(),
                weather.limits()));
  }

  /** The server's life ends at once, with whatever it was at. */
  void killServer() {
    if (process != null) {
      process.kill();
      process = null;
      sockets.forEach(SimulatedSocket::serverDied);
      sockets.clear();
    }
  }

  /** Somebody's role changes, and the server is told. */
  void changeRole(SimulatedClient client) {
    Role role = roles.get(client.id()) == Role.EDITOR ? Role.VIEWER : Role.EDITOR;
    roles.put(client.id(), role);
    process()
        .ifPresent(alive -> alive.server().roleChanged(DOCUMENT, client.id(), Optional.of(role)));
  }

  /** A connection to the server; nothing if it is down. */
  @Nullable SimulatedSocket connect(SimulatedClient client) {
    ServerProcess alive = process;
    if (alive == null) {
      return null;
    }
    var socket = new SimulatedSocket(time, random, alive, client, weather.latencyMicros());
    socket.open(alive.server().connect(DOCUMENT, Optional.empty(), socket));
    sockets.add(socket);
    return socket;
  }

  /** Makes a frame; whatever is in one must be durable already. */
  private String encode(ServerMessage message) {
    long shown =
        switch (message) {
          case ServerMessage.Change change -> change.revision();
          case ServerMessage.Ack ack -> ack.revision();
          case ServerMessage.Joined joined -> joined.head();
          default -> 0;
        };
    require(shown <= head(), () -> "shown before it is durable: " + message);
    String frame = "frame " + frames.size();
    frames.put(frame, message);
    return frame;
  }

  ServerMessage decode(String frame) {
    ServerMessage message = frames.get(frame);
    if (message == null) {
      throw new AssertionError("nobody made " + frame);
    }
    return message;
  }

  /** The only error that anybody may be told here without fault of his own. */
  void toldError(ServerMessage.Error message) {
    Set<String> harmless = Set.of("store_unavailable", "too_slow", "going_down");
    require(harmless.contains(message.code()), () -> "told " + message);
  }

  long head() {
    return store.catalogue().find(DOCUMENT).orElseThrow().revision().number();
  }

  private List<Change> changes() {
    return store.disk().read(DOCUMENT, Revision.ZERO, new Revision(Long.MAX_VALUE));
  }

  boolean committed(String client, long seq) {
    return store.disk().find(DOCUMENT, new SubmissionId(new ClientId(client), seq)).isPresent();
  }

  void verifyDurable(String client, long seq, long revision) {
    long durable =
        store
            .disk()
            .find(DOCUMENT, new SubmissionId(new ClientId(client), seq))
            .map(change -> change.revision().number())
            .orElse(-1L);
    require(
        durable == revision,
        () ->
            "acknowledged " + client + "#" + seq + " as " + revision + ", in the log: " + durable);
  }

  void verifyContent(String client, Copy replica) {
    RichText expected = content(Math.toIntExact(replica.revision()));
    require(
        replica.view().hash() == expected.hash() && replica.view().equals(expected),
        () ->
            "client "
                + client
                + " differs at revision "
                + replica.revision()
                + ": expected "
                + expected.toDelta()
                + ", got "
                + replica.view().toDelta());
  }

  /** The document at a revision, by the log alone. */
  RichText content(int revision) {
    if (contents.size() <= revision) {
      List<Change> log = changes();
      for (int i = contents.size() - 1; i < log.size(); i++) {
        contents.add(contents.get(i).apply(log.get(i).delta()));
      }
    }
    return contents.get(revision);
  }

  static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise.get());
    }
  }
}
