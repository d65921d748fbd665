package io.scriptorium.engine;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.plugin.HookThreads;
import io.scriptorium.engine.plugin.MemoryPluginStores;
import io.scriptorium.engine.plugin.PluginPackage;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.Role;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The engine on real threads, in which planned things come ten times sooner than they should: so a
 * limit of ten seconds is over in one.
 */
final class Workshop implements AutoCloseable {
  static final DocumentId DOCUMENT = new DocumentId("minutes");
  private static final int HASTE = 10;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final InstantSource clock = InstantSource.system();
  private final Map<String, ServerMessage> frames = new ConcurrentHashMap<>();
  private final AtomicLong frameNumbers = new AtomicLong();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService sequencing = Executors.newFixedThreadPool(2);
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Session> sessions = new CopyOnWriteArrayList<>();
  final MemoryPluginStores stores = new MemoryPluginStores();
  final DocumentServer server;

  Workshop() {
    MemoryCatalogue catalogue = new MemoryCatalogue(clock);
    catalogue.create(DOCUMENT, "Minutes");
    Scheduler patient = Scheduler.of(timer);
    server =
        new DocumentServer(
            new ServerParts(
                new MemoryChangeLog(catalogue),
                catalogue,
                new MemoryAttachments(InstantSource.system()),
                (document, who) ->
                    new Access.Granted(new Author(who.client(), who.client()), Role.EDITOR),
                this::encode,
                MemoryPluginStores.parts(stores, HookThreads.platform()),
                Limits.defaults(),
                new EngineObserver() {},
                clock,
                new Random(),
                sequencing,
                io,
                (delay, task) -> patient.after(delay.dividedBy(HASTE), task)));
  }

  private String encode(ServerMessage message) {
    String frame = "frame " + frameNumbers.incrementAndGet();
    frames.put(frame, message);
    return frame;
  }

  void install(String name, Supplier<Plugin> made) {
    server.plugins().install(PluginPackage.builtIn(name, made::get));
    await(() -> !(state(name) instanceof PluginStatus.State.Starting), () -> name + " to start");
  }

  PluginStatus.State state(String plugin) {
    return status(plugin).state();
  }

  PluginStatus status(String plugin) {
    return server.plugins().status(plugin).orElseThrow();
  }

  /** Why a plugin is quarantined, as soon as it is. */
  String quarantined(String plugin) {
    await(
        () -> state(plugin) instanceof PluginStatus.State.Quarantined,
        () -> plugin + " to be quarantined, it is " + state(plugin));
    return status(plugin).lastFailure().map(PluginStatus.Failure::message).orElse("");
  }

  void await(BooleanSupplier condition, Supplier<String> what) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited too long for " + what.get());
      }
      LockSupport.parkNanos(100_000);
    }
  }

  /** Somebody who types, one edit after the other. */
  final class Typist {
    private final FakeConnection connection = new FakeConnection();
    private final Session session;
    private long revision;
    private long acknowledged;
    private long seq;

    Typist(String client) {
      session = server.connect(DOCUMENT, Optional.empty(), connection);
      sessions.add(session);
      session.receive(
          new ClientMessage.Join(client, Optional.empty(), Optional.empty(), Optional.empty()));
      long[] joined = {-1};
      await(
          () -> {
            read(joined);
            return joined[0] >= 0;
          },
          () -> client + " to join");
      revision = joined[0];
    }

    /** Up to where it has everything. */
    long revision() {
      return revision;
    }

    /** Types a letter and waits until it is acknowledged. */
    void type() {
      long mine = ++seq;
      Delta delta = Delta.of(new Op.Insert("x", Attributes.NONE));
      session.receive(new ClientMessage.Edit(mine, revision, delta));
      long[] none = {0};
      await(
          () -> {
            read(none);
            return acknowledged == mine;
          },
          () -> "the ack of edit " + mine);
    }

    void type(int edits) {
      for (int i = 0; i < edits; i++) {
        type();
      }
    }

    private void read(long[] joined) {
      while (session.poll() instanceof Outbound.Frame(String text)) {
        switch (frames.get(text)) {
          case ServerMessage.Joined message -> joined[0] = message.head();
          case ServerMessage.Ack ack -> {
            acknowledged = ack.seq();
            revision = ack.revision();
          }
          case ServerMessage.Change change -> revision = change.revision();
          case null, default -> {}
        }
      }
    }
  }

  @Override
  public void close() {
    var _ = server.stop();
    sessions.forEach(Session::closed); // as their clients would, whom nobody makes wait
    server.close();
    timer.shutdownNow();
    sequencing.shutdownNow();
    io.shutdownNow();
  }
}
