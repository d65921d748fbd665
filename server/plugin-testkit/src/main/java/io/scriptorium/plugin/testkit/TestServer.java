package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server in memory that runs one plugin, for a test of it. Belongs to the test's thread; nothing
 * here waits, and no time passes but by {@link #advance}. The context may be used from any thread:
 * what a thread of the plugin's own causes is told to hooks at the next call of the test's.
 *
 * <p>Make documents with {@link #createDocument} and have people {@link TestDocument#join} them;
 * let time pass with {@link #advance}; end and start the plugin with {@link #restart}, {@link
 * #crash} or {@link #stop} and {@link #start}; have it fall behind with {@link #hold}; let its disk
 * fail with {@link #failStorage}; look at what it did with {@link #storage}, {@link #metrics},
 * {@link #resource}, {@link #logLines}. Every method that has the plugin do something throws a
 * {@link HookFailedError} if a hook threw.
 *
 * @param <P> the plugin's class
 */
public final class TestServer<P extends Plugin> implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MAX_RUNS = 100_000;

  private final Supplier<P> factory;
  private final Map<String, String> settings;
  private final String name;
  private final TestClock clock = new TestClock();
  private final TestMetrics metrics = new TestMetrics();
  private final CapturedLog log;
  private final HookQueue hooks;
  private final Narrator narrator;
  private final Map<DocumentId, TestDocument> documents =
      new ConcurrentSkipListMap<>(Comparator.comparing(DocumentId::value, TestServer::inOrder));
  private final MemoryStorage storage = new MemoryStorage(this::storageFails);
  private final Map<DocumentId, MemoryStorage> documentStorages = new ConcurrentHashMap<>();
  private Optional<Running<P>> running = Optional.empty();
  private @Nullable Path folder;
  private volatile boolean storageFails;
  private final List<PluginMessage> refused = new CopyOnWriteArrayList<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong usesAfterEnd = new AtomicLong();

  private record Running<P extends Plugin>(P plugin, FakeContext context) {}

  private TestServer(Supplier<P> factory, Map<String, String> settings) {
    this.factory = factory;
    this.settings = Map.copyOf(settings);
    this.name = factory.get().name();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a plugin's name has 1 to 32 of a-z 0-9 -, a letter first, got \"" + name + "\"");
    }
    log = new CapturedLog(name);
    hooks = new HookQueue(name);
    narrator = new Narrator(hooks);
  }

  /** A server that runs the plugin of this factory. */
  public static <P extends Plugin> TestServer<P> with(Supplier<P> factory) {
    return with(factory, Map.of());
  }

  /** A server that runs the plugin of this factory with these settings. */
  public static <P extends Plugin> TestServer<P> with(
      Supplier<P> factory, Map<String, String> settings) {
    var server = stopped(factory, settings);
    try {
      server.start();
      return server;
    } catch (HookFailedError failure) {
      server.close();
      throw failure;
    }
  }

  /** A server on which the plugin does not run yet: for what was there before its first start. */
  public static <P extends Plugin> TestServer<P> stopped(
      Supplier<P> factory, Map<String, String> settings) {
    return new TestServer<>(factory, settings);
  }

  /** By number: as they were made. */
  private static int inOrder(String one, String other) {
    return Comparator.comparingInt(String::length)
        .thenComparing(Comparator.naturalOrder())
        .compare(one, other);
  }

  /** Somebody makes a document. */
  public TestDocument createDocument(String title) {
    var id = new DocumentId("document-" + (documents.size() + 1));
    var document = new TestDocument(this, id, title);
    documents.put(id, document);
    documentChanged(document);
    return document;
  }

  /** The plugin's instance that runs. */
  public P plugin() {
    return running
        .orElseThrow(() -> new IllegalStateException("plugin \"" + name + "\" does not run"))
        .plugin();
  }

  /** Whether the plugin runs. */
  public boolean isRunning() {
    return running.isPresent();
  }

  /** Starts a fresh instance, from the checkpoint and with the storage of the one before. */
  public void start() {
    if (isRunning()) {
      throw new IllegalStateException("plugin \"" + name + "\" runs already");
    }
    var plugin = factory.get();
    var context = new FakeContext(this, name, hooks);
    hooks.run(
        "start",
        () -> {
          plugin.start(context);
          running = Optional.of(new Running<>(plugin, context));
        });
    context.started();
    if (!isRunning()) {
      context.end();
    }
    documents.values().forEach(this::tell);
    documents.values().forEach(document -> document.sessions().forEach(this::tellOfJoin));
    hooks.settle();
  }

  /** Ends the plugin as the platform does in peace: {@code close}, then its context ends. */
  public void stop() {
    end(true);
  }

  /** {@link #stop}, then {@link #start}. */
  public void restart() {
    stop();
    start();
  }

  /**
   * The plugin's process is lost, without {@code close}, and with it the newest part of its
   * checkpoint: the fresh instance is told once more of the last changes of each document, and that
   * there is each document, or that it was deleted. Its storage is as it was.
   *
   * @param again how many changes of each document it is told of again, if it wants every change
   */
  public void crash(int again) {
    end(false);
    documents.values().forEach(document -> narrator.rewind(document, again));
    start();
  }

  private void end(boolean inPeace) {
    var ending = running.orElseThrow(() -> new IllegalStateException("it does not run"));
    hooks.clear();
    if (inPeace) {
      hooks.run("close", ending.plugin()::close);
    }
    ending.context().end();
    metrics.end();
    running = Optional.empty();
    hooks.throwFailures();
  }

  /** From now on the plugin's hooks wait, as if it were busy, while people go on. */
  public void hold() {
    hooks.hold();
  }

  /** The hooks that waited run, in order. */
  public void release() {
    hooks.release();
  }

  /** Time passes; the plugin's scheduled work runs when it is due. */
  public void advance(Duration duration) {
    var target = clock.in(duration);
    int runs = 0;
    for (var due = nextDue(); due.isPresent() && !due.get().isAfter(target); due = nextDue()) {
      if (++runs > MAX_RUNS) {
        throw new AssertionError("scheduled work ran " + MAX_RUNS + " times within " + duration);
      }
      clock.turnTo(due.get());
      running.ifPresent(plugin -> plugin.context().plannedWork().hand());
      hooks.settle();
    }
    clock.turnTo(target);
  }

  private Optional<Instant> nextDue() {
    return running.flatMap(plugin -> plugin.context().plannedWork().next());
  }

  /** The time that the plugin sees. */
  public TestClock clock() {
    return clock;
  }

  /** The numbers that the plugin shows. */
  public TestMetrics metrics() {
    return metrics;
  }

  /** What the plugin has logged, each line as its level and message. */
  public List<String> logLines() {
    return log.lines();
  }

  /** What the plugin keeps, whatever document it is about. */
  public NavigableMap<String, String> storage() {
    return storage.entries();
  }

  /** What the plugin keeps about a document. */
  public NavigableMap<String, String> storage(TestDocument document) {
    return ownStorage(document.id()).entries();
  }

  /** Whether reading and writing the plugin's storage fails from now on. */
  public void failStorage(boolean fails) {
    storageFails = fails;
  }

  /**
   * The REST resource that the plugin serves.
   *
   * @throws AssertionError if it serves none, or one of another type
   */
  public <T> T resource(Class<T> type) {
    var served = running.flatMap(plugin -> plugin.context().resource());
    return served
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(
            () -> new AssertionError("expected a resource of " + type + ", got " + served));
  }

  /** Ends the plugin, if it runs, and removes its folder. */
  @Override
  public void close() {
    try {
      if (isRunning()) {
        hooks.release();
        stop();
      }
    } finally {
      removeFolder();
    }
  }

  void usedAfterEnd() {
    usesAfterEnd.incrementAndGet();
  }

  /**
   * How often the context of an instance that had ended was used, which is the plugin's mistake.
   */
  public long usesAfterEnd() {
    return usesAfterEnd.get();
  }

  /** The documents, in the order in which they were made. */
  public List<TestDocument> documents() {
    return List.copyOf(documents.values());
  }

  Optional<TestDocument> find(DocumentId id) {
    return Optional.ofNullable(documents.get(id));
  }

  MemoryStorage ownStorage() {
    return storage;
  }

  MemoryStorage ownStorage(DocumentId document) {
    return documentStorages.computeIfAbsent(
        document, ignored -> new MemoryStorage(this::storageFails));
  }

  private boolean storageFails() {
    return storageFails;
  }

  Optional<String> settingOf(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  System.Logger logger() {
    return log;
  }

  long nextNumber() {
    return numbers.getAndIncrement();
  }

  SessionId nextSessionId() {
    return new SessionId("session-" + nextNumber());
  }

  /** Something about a document other than a change is new, or it may be. */
  void documentChanged(TestDocument document) {
    tell(document);
    hooks.settle();
  }

  private void tell(TestDocument document) {
    running.ifPresent(plugin -> narrator.tell(plugin.plugin(), document));
  }

  void committed(TestDocument document, Change change) {
    running
        .map(Running::plugin)
        .ifPresent(plugin -> {
          if (plugin.delivery() == Delivery.EVERY_CHANGE) {
            narrator.tell(plugin, document);
          } else if (!document.sessions().isEmpty()) {
            narrator.tellLive(plugin, document, change);
          }
        });
  }

  Decision review(Submission submission, Snapshot before) {
    var answer = new Decision[] {Decision.accept()};
    running.ifPresent(plugin ->
        hooks.run("review", () -> answer[0] = plugin.plugin().review(submission, before)));
    return answer[0];
  }

  void settle() {
    hooks.settle();
  }

  void joined(TestSession session) {
    tellOfJoin(session);
    hooks.settle();
  }

  private void tellOfJoin(TestSession session) {
    var view = session.view();
    running.ifPresent(plugin -> hooks.add("onJoin", () -> plugin.plugin().onJoin(view)));
  }

  void left(SessionView session) {
    running.ifPresent(plugin -> hooks.add("onLeave", () -> plugin.plugin().onLeave(session)));
    hooks.settle();
  }

  void sent(SessionView session, String body) {
    var message = new PluginMessage(session, body);
    running.ifPresent(
        plugin -> hooks.add("onMessage", () -> takeIfAllowed(plugin.plugin(), message)));
    hooks.settle();
  }

  /** As the host does: what somebody says who may not say it does not reach the plugin. */
  private void takeIfAllowed(P plugin, PluginMessage message) {
    if (message.session().role().includes(plugin.messageRole(message.body()))) {
      plugin.onMessage(message);
    } else {
      refused.add(message);
    }
  }

  /** The messages that the plugin was not given, since it takes them from another role only. */
  public List<PluginMessage> refused() {
    return List.copyOf(refused);
  }

  void purged(TestDocument document) {
    documentStorages.remove(document.id());
  }

  Path folder() {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("plugin-" + name);
      }
      return Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make a folder for the plugin", failure);
    }
  }

  /** As an administrator does while the server is down. */
  public void removeFolder() {
    if (folder == null) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      folder = null;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot remove the plugin's folder", failure);
    }
  }
}
