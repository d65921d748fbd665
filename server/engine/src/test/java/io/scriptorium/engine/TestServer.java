package io.scriptorium.engine;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.plugin.MemoryPluginStores;
import io.scriptorium.engine.plugin.PluginPackage;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The engine on one thread and a clock that a test moves, over a log whose appends it can hold back
 * or fail. Whoever's client id starts with "viewer" may only read, unless a test says something
 * else.
 */
final class TestServer {
  static final DocumentId DOCUMENT = new DocumentId("minutes");

  final ManualClock clock = new ManualClock();
  final MemoryCatalogue catalogue = new MemoryCatalogue(clock);
  final MemoryAttachments attachments = new MemoryAttachments(clock);
  final HeldLog log = new HeldLog(new MemoryChangeLog(catalogue));
  final List<ServerMessage> encoded = new ArrayList<>();
  final Map<String, ServerMessage> frames = new HashMap<>();
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  final MeasuredThreads threads = new MeasuredThreads(tasks::add);
  private final Limits limits;
  final MemoryPluginStores pluginStores = new MemoryPluginStores();
  private final List<Plugin> plugins;
  final Map<String, Role> roles = new HashMap<>();
  final Set<String> strangers = new HashSet<>();
  Runnable onceDuringACheck = () -> {};
  DocumentServer server;
  final List<DocumentId> purged = new ArrayList<>();
  int purgesFailed;

  private final class Purges implements EngineObserver {
    @Override
    public void documentPurged(DocumentId document) {
      purged.add(document);
    }

    @Override
    public void purgeFailed(Throwable cause) {
      purgesFailed++;
    }
  }

  private record Timer(Instant at, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return at.compareTo(other.at);
    }
  }

  TestServer() {
    this(Limits.defaults(), List.of());
  }

  TestServer(Limits limits, List<Plugin> plugins) {
    this.limits = limits;
    this.plugins = plugins;
    catalogue.create(DOCUMENT, "Minutes");
    server = start();
  }

  private DocumentServer start() {
    DocumentServer fresh = newServer();
    for (Plugin plugin : plugins) {
      fresh.plugins().install(PluginPackage.builtIn(plugin.name(), () -> plugin));
    }
    settle();
    return fresh;
  }

  private DocumentServer newServer() {
    return new DocumentServer(
        new ServerParts(
            log,
            catalogue,
            attachments,
            (document, credentials) -> check(credentials.client()),
            this::encode,
            MemoryPluginStores.parts(pluginStores, threads),
            limits,
            new Purges(),
            clock,
            new SplittableRandom(1),
            tasks::add,
            tasks::add,
            (delay, task) -> timers.add(new Timer(clock.instant().plus(delay), task))));
  }

  private Access check(String client) {
    Role usual = client.startsWith("viewer") ? Role.VIEWER : Role.EDITOR;
    Access granted =
        strangers.contains(client)
            ? new Access.NotFound()
            : new Access.Granted(new Author(client, client), roles.getOrDefault(client, usual));
    Runnable meanwhile = onceDuringACheck;
    onceDuringACheck = () -> {};
    meanwhile.run();
    return granted;
  }

  /** Somebody's role changes, and the server is told. */
  void changeRole(String client, Role role) {
    roles.put(client, role);
    server.roleChanged(DOCUMENT, client, Optional.of(role));
  }

  private String encode(ServerMessage message) {
    encoded.add(message);
    String frame = "frame " + encoded.size();
    frames.put(frame, message);
    return frame;
  }

  /** Dies without a word; the next one starts from the log. */
  void restart() {
    tasks.clear();
    timers.clear();
    server = start();
  }

  /** Has everything happen that can without time passing. */
  void settle() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Has time pass, and what was planned happen. */
  void pass(Duration time) {
    Instant until = clock.instant().plus(time);
    settle();
    while (!timers.isEmpty() && !timers.element().at().isAfter(until)) {
      Timer next = timers.remove();
      clock.set(next.at());
      next.task().run();
      settle();
    }
    clock.set(until);
  }

  /** A connection that has not said anything. */
  Peer connect() {
    return new Peer(this);
  }

  /** A client that has joined, with its joined and what came with it still to be read. */
  Peer join(String client) {
    return join(client, Optional.empty());
  }

  /** A client that resumes from a revision. */
  Peer resume(String client, long revision) {
    return join(client, Optional.of(revision));
  }

  private Peer join(String client, Optional<Long> revision) {
    Peer peer = connect();
    peer.say(new ClientMessage.Join(client, revision, Optional.empty(), Optional.empty()));
    return peer;
  }

  /** Everything in the log. */
  List<Change> changes() {
    return log.read(DOCUMENT, Revision.ZERO, new Revision(Long.MAX_VALUE));
  }

  /** The document's text by the log. */
  String text() {
    settle();
    Revision head = new Revision(changes().size());
    return log.at(DOCUMENT, head).orElseThrow().content().text();
  }

  /** Puts text at a position. */
  static Delta insert(int at, String text) {
    Op.Insert insert = new Op.Insert(text, Attributes.NONE);
    return at == 0 ? Delta.of(insert) : Delta.of(new Op.Retain(at, Attributes.NONE), insert);
  }

  /** Takes text away. */
  static Delta delete(int at, int length) {
    Op.Delete delete = new Op.Delete(length);
    return at == 0 ? Delta.of(delete) : Delta.of(new Op.Retain(at, Attributes.NONE), delete);
  }
}
