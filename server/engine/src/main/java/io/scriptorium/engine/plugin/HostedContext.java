package io.scriptorium.engine.plugin;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Channel;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Metrics;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Schedule;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.plugin.SubmitResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The context of one instance; dead once the instance has ended. */
final class HostedContext implements PluginContext {
  private static final int MAX_NAME_CHARS = 64;

  /**
   * How long a plugin waits to hear of its edit: as long as a failing store may need to recover.
   */
  private static final Duration SUBMIT_LIMIT = Duration.ofSeconds(30);

  private final PluginRun run;
  private final HostServices services;
  private final Channel channel;
  private final Metrics metrics;
  private final HostedSchedule schedule;
  private final System.Logger log;
  private final ClientId client;
  private final SessionId session;
  private final AtomicLong submissions = new AtomicLong();
  private volatile boolean ended;
  private volatile @Nullable Object served;
  private HookThreads.@Nullable Lane results;

  HostedContext(PluginRun run, HostServices services) {
    this.run = run;
    this.services = services;
    this.channel = new HostedChannel(run, services, this::check);
    this.metrics = new HostedMetrics(run.name(), services.observer(), this::check);
    this.schedule = new HostedSchedule(run, services.platform(), this::check);
    this.log = System.getLogger("io.scriptorium.plugin." + run.name());
    String instance = "plugin-" + run.name() + "-" + services.platform().freshId();
    this.client = new ClientId(instance);
    this.session = new SessionId(instance);
  }

  private void check() {
    if (ended) {
      throw new IllegalStateException("plugin " + run.name() + " has ended");
    }
  }

  /** The instance is no more. */
  synchronized void end() {
    ended = true;
    schedule.end();
    if (results != null) {
      results.end();
    }
  }

  @Override
  public PluginStorage storage() {
    check();
    return new EndingStorage(run.store().storage(), this::check);
  }

  @Override
  public PluginStorage storage(DocumentId document) {
    check();
    return new EndingStorage(run.store().storage(document), this::check);
  }

  @Override
  public Path folder() {
    check();
    return run.store().folder();
  }

  @Override
  public Channel channel() {
    check();
    return channel;
  }

  @Override
  public Documents documents() {
    check();
    return new ReadableDocuments(services, Optional.empty(), this::check);
  }

  @Override
  public Documents documents(Asker asker) {
    check();
    return new ReadableDocuments(services, Optional.of(asker), this::check);
  }

  @Override
  public CompletionStage<SubmitResult> submit(
      DocumentId document, String participant, Revision base, Delta delta) {
    check();
    if (participant.isBlank() || participant.length() > MAX_NAME_CHARS) {
      throw new IllegalArgumentException(
          "a participant's name has 1 to " + MAX_NAME_CHARS + " characters, got " + participant);
    }
    CompletableFuture<SubmitResult> result = new CompletableFuture<>();
    var id = new SubmissionId(client, submissions.getAndIncrement());
    services
        .platform()
        .submit(
            new Platform.Participation(run.name(), document, id, session, participant, base, delta))
        .whenComplete((done, failure) -> tell(result, done, failure));
    services
        .platform()
        .after(
            SUBMIT_LIMIT,
            () -> {
              if (!result.isDone()) {
                tell(result, null, overdue(document, id));
              }
            });
    return result;
  }

  /** The plugin's own continuation must not run on the document's thread, or the timer's. */
  private void tell(
      CompletableFuture<SubmitResult> result,
      @Nullable SubmitResult done,
      @Nullable Throwable failure) {
    results()
        .run(() -> {
          if (done != null) {
            result.complete(done);
          } else if (failure != null) {
            result.completeExceptionally(failure);
          }
        });
  }

  private PluginException overdue(DocumentId document, SubmissionId id) {
    return new PluginException(
        "edit "
            + id
            + " of document "
            + document
            + " was not made durable within "
            + SUBMIT_LIMIT.toSeconds()
            + " s; it is still on its way, and is committed once if that succeeds");
  }

  private synchronized HookThreads.Lane results() {
    if (results == null) {
      results = run.crew().lane("results");
    }
    return results;
  }

  @Override
  public Schedule schedule() {
    check();
    return schedule;
  }

  @Override
  public InstantSource clock() {
    check();
    return services.platform().clock();
  }

  @Override
  public void serve(Object resource) {
    check();
    if (served != null) {
      throw new IllegalStateException("plugin " + run.name() + " serves a resource already");
    }
    served = resource;
  }

  /** What it serves. */
  Optional<Object> resource() {
    return Optional.ofNullable(served);
  }

  @Override
  public Optional<String> setting(String key) {
    check();
    return services.parts().settings().find(run.name(), key);
  }

  @Override
  public Metrics metrics() {
    check();
    return metrics;
  }

  @Override
  public System.Logger log() {
    check();
    return log;
  }
}
