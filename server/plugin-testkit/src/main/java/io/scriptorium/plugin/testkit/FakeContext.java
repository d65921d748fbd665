package io.scriptorium.plugin.testkit;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Channel;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Metrics;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.Schedule;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmitResult;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The context of one instance of the plugin; every method throws once that has ended. */
final class FakeContext implements PluginContext {
  private static final int MAX_PARTICIPANT_CHARS = 64;

  private final TestServer<?> server;
  private final String plugin;
  private final FakeSchedule schedule;
  private @Nullable Object resource;
  private boolean starting = true;
  private volatile boolean ended;

  FakeContext(TestServer<?> server, String plugin, HookQueue hooks) {
    this.server = server;
    this.plugin = plugin;
    this.schedule = new FakeSchedule(server.clock(), hooks, this::requireRunning);
  }

  void started() {
    starting = false;
  }

  void end() {
    ended = true;
  }

  private void requireRunning() {
    if (ended) {
      server.usedAfterEnd();
      throw new IllegalStateException(
          "plugin \"" + plugin + "\" has ended, and its context with it");
    }
  }

  @Override
  public PluginStorage storage() {
    requireRunning();
    return new OfRunning(server.ownStorage());
  }

  @Override
  public PluginStorage storage(DocumentId document) {
    requireRunning();
    return new OfRunning(server.ownStorage(document));
  }

  @Override
  public Path folder() {
    requireRunning();
    return server.folder();
  }

  @Override
  public Channel channel() {
    requireRunning();
    return new Messages();
  }

  @Override
  public Documents documents() {
    requireRunning();
    return new FakeDocuments(
        server, all -> Optional.of(Role.OWNER), all -> Optional.empty(), this::requireRunning);
  }

  @Override
  public Documents documents(Asker asker) {
    requireRunning();
    return new FakeDocuments(
        server,
        document -> document.role(asker),
        document -> document.author(asker),
        this::requireRunning);
  }

  @Override
  public CompletionStage<SubmitResult> submit(
      DocumentId document, String participant, Revision base, Delta delta) {
    requireRunning();
    if (participant.isEmpty() || participant.length() > MAX_PARTICIPANT_CHARS) {
      throw new IllegalArgumentException(
          "a participant's name has 1 to 64 characters, got \"" + participant + "\"");
    }
    SubmitResult none =
        new SubmitResult.Refused("not_found", "there is no document \"" + document + "\"");
    var author = new Author(plugin, participant);
    var result =
        server
            .find(document)
            .map(found -> found.submitByPlugin(author, server.nextNumber(), base, delta))
            .orElse(none);
    server.settle();
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public Schedule schedule() {
    requireRunning();
    return schedule;
  }

  /** The same, for the test server, which asks after the end, too. */
  FakeSchedule plannedWork() {
    return schedule;
  }

  @Override
  public InstantSource clock() {
    requireRunning();
    return server.clock();
  }

  @Override
  public void serve(Object served) {
    requireRunning();
    if (!starting || resource != null) {
      throw new IllegalStateException(
          "serve is to be called in start, once; plugin \""
              + plugin
              + "\" calls it "
              + (starting ? "again" : "later"));
    }
    resource = served;
  }

  /** What is served, if anything. */
  Optional<Object> resource() {
    return Optional.ofNullable(resource);
  }

  @Override
  public Optional<String> setting(String key) {
    requireRunning();
    return server.settingOf(key);
  }

  @Override
  public Metrics metrics() {
    requireRunning();
    return server.metrics();
  }

  @Override
  public System.Logger log() {
    requireRunning();
    return server.logger();
  }

  /** The channel while the plugin runs. */
  private final class Messages implements Channel {
    @Override
    public void toSession(DocumentId document, SessionId session, String body) {
      requireRunning();
      JsonSyntax.require(body);
      server.find(document).stream()
          .flatMap(found -> found.sessions().stream())
          .filter(found -> found.view().id().equals(session))
          .forEach(found -> found.receive(body));
    }

    @Override
    public void toDocument(DocumentId document, String body) {
      requireRunning();
      JsonSyntax.require(body);
      server.find(document).ifPresent(found -> toAll(found, body));
    }

    @Override
    public void toEveryone(String body) {
      requireRunning();
      JsonSyntax.require(body);
      server.documents().forEach(document -> toAll(document, body));
    }

    private static void toAll(TestDocument document, String body) {
      document.sessions().forEach(session -> session.receive(body));
    }
  }

  /** A storage while the plugin runs. */
  private final class OfRunning implements PluginStorage {
    private final PluginStorage storage;

    OfRunning(PluginStorage storage) {
      this.storage = storage;
    }

    @Override
    public Optional<String> get(String key) {
      requireRunning();
      return storage.get(key);
    }

    @Override
    public List<Entry> list(
        String prefix, Optional<String> beyond, Direction direction, int limit) {
      requireRunning();
      return storage.list(prefix, beyond, direction, limit);
    }

    @Override
    public void write(List<Write> writes) {
      requireRunning();
      storage.write(writes);
    }
  }
}
