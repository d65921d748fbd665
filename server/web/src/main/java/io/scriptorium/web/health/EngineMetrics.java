package io.scriptorium.web.health;

import io.scriptorium.engine.LoggingObserver;
import io.scriptorium.plugin.DocumentId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counts what happens in the engine, for {@code /metrics}, and logs what goes wrong there. */
@Singleton
public class EngineMetrics extends LoggingObserver {
  private final MetricRegistry metrics;
  private final AtomicLong documents = new AtomicLong();
  private final AtomicLong sessions = new AtomicLong();
  private final Counter edits;
  private final Counter changes;
  private final Counter acks;
  private final Counter hungWriters;
  private final Counter storeFailures;
  private final Timer append;
  private final Timer acknowledge;
  private final Timer fanOut;
  private final OwnMetrics ofPlugins;
  private final Map<PluginHook, Timer> hooks = new ConcurrentHashMap<>();

  /** Made by the container. */
  @Inject
  @SuppressWarnings("this-escape") // The gauges read fields that are set already.
  public EngineMetrics(MetricRegistry metrics) {
    this.metrics = metrics;
    gauge("scriptorium.documents.open", "Documents that are in memory", documents);
    gauge("scriptorium.sessions", "Connections", sessions);
    edits = counter("scriptorium.edits", "Edits that arrived, new or sent again");
    changes = counter("scriptorium.changes", "Edits that became durable");
    acks = counter("scriptorium.acks", "Acknowledgements that were sent");
    hungWriters = counter("scriptorium.writers.hung", "Connections dropped since a write hung");
    storeFailures = counter("scriptorium.store.failures", "Calls of the store that failed");
    append = timer("scriptorium.append", "From handing over changes to their being durable");
    acknowledge = timer("scriptorium.ack.latency", "From an edit's arrival to its ack");
    ofPlugins = new OwnMetrics(metrics);
    fanOut = timer("scriptorium.fanout", "From an edit's being durable to its being sent");
  }

  @Override
  public void documentOpened(DocumentId document) {
    documents.incrementAndGet();
  }

  @Override
  public void documentClosed(DocumentId document) {
    documents.decrementAndGet();
  }

  @Override
  public void sessionOpened() {
    sessions.incrementAndGet();
  }

  @Override
  public void sessionClosed() {
    sessions.decrementAndGet();
  }

  @Override
  public void editReceived() {
    edits.inc();
  }

  @Override
  public void committed(int count, Duration took) {
    changes.inc(count);
    append.update(took);
  }

  @Override
  public void acknowledged(Duration sinceReceived) {
    acks.inc();
    acknowledge.update(sinceReceived);
  }

  @Override
  public void fannedOut(int count, Duration sinceDurable) {
    fanOut.update(sinceDurable);
  }

  @Override
  public void editRejected(String code) {
    coded("scriptorium.rejections", "Edits that were turned down, their session staying", code);
  }

  @Override
  public void sessionRefused(String code) {
    coded("scriptorium.refusals", "Sessions that were told an error and closed", code);
  }

  @Override
  public void writerHung(DocumentId document) {
    hungWriters.inc();
    super.writerHung(document);
  }

  @Override
  public void storeFailed(DocumentId document, Throwable cause) {
    storeFailures.inc();
    super.storeFailed(document, cause);
  }

  @Override
  public void storeCallFailed(DocumentId document, String call, Throwable cause) {
    storeFailures.inc();
    super.storeCallFailed(document, call, cause);
  }

  @Override
  public void pluginFailed(String plugin, String hook, Throwable cause) {
    metrics
        .counter(
            metadata("scriptorium.plugin.failures", "Calls of a plugin that threw"),
            new Tag("plugin", plugin))
        .inc();
    super.pluginFailed(plugin, hook, cause);
  }

  @Override
  public void pluginMessageDropped(String plugin) {
    metrics
        .counter(
            metadata("scriptorium.plugin.messages.dropped", "Messages lost to a plugin's limits"),
            new Tag("plugin", plugin))
        .inc();
    super.pluginMessageDropped(plugin);
  }

  @Override
  public void pluginCalled(String plugin, String hook, Duration took) {
    hooks.computeIfAbsent(new PluginHook(plugin, hook), this::hookTimer).update(took);
  }

  private Timer hookTimer(PluginHook of) {
    return metrics.timer(
        metadata("scriptorium.plugin.calls", "Calls of a plugin's hooks"),
        new Tag("plugin", of.plugin()),
        new Tag("hook", of.hook()));
  }

  private record PluginHook(String plugin, String hook) {}

  @Override
  public void pluginCounted(String plugin, String metric, long by) {
    ofPlugins.count(plugin, metric, by);
  }

  @Override
  public void pluginTimed(String plugin, String metric, Duration duration) {
    ofPlugins.time(plugin, metric, duration);
  }

  @Override
  public void pluginGauge(String plugin, String metric, LongSupplier value) {
    ofPlugins.gauge(plugin, metric, value);
  }

  @Override
  public void pluginGaugesGone(String plugin) {
    ofPlugins.forgetGauges(plugin);
  }

  private void coded(String name, String description, String code) {
    metrics.counter(metadata(name, description), new Tag("code", code)).inc();
  }

  private Counter counter(String name, String description) {
    return metrics.counter(metadata(name, description));
  }

  private Timer timer(String name, String description) {
    return metrics.timer(metadata(name, description));
  }

  private void gauge(String name, String description, AtomicLong value) {
    metrics.gauge(metadata(name, description), value, AtomicLong::get);
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder()
        .withName(name)
        .withDescription(description + ".")
        .withUnit(MetricUnits.NONE)
        .build();
  }
}
