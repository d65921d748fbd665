package io.scriptorium.bench.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What is counted in a run, and what is wrong with it. */
final class Figures {
  private final Histogram seen = new Histogram(3);
  private final Histogram acked = new Histogram(3);
  private final Map<String, Integer> faults = new TreeMap<>();
  private final Optional<ProcessHandle> server;
  private long from = Long.MAX_VALUE;
  private long to = Long.MAX_VALUE;
  private Duration ownCpu = Duration.ZERO;
  private Duration serverCpu = Duration.ZERO;
  private long accepted;
  private long delivered;

  /** With the server's process, if it is known and runs here. */
  Figures(Optional<ProcessHandle> server) {
    this.server = server;
  }

  /** What happens from now on counts. */
  void begin() {
    from = System.nanoTime();
    ownCpu = cpu(Optional.of(ProcessHandle.current()));
    serverCpu = cpu(server);
  }

  /** What happens from now on does not. */
  void end() {
    to = System.nanoTime();
    ownCpu = cpu(Optional.of(ProcessHandle.current())).minus(ownCpu);
    serverCpu = cpu(server).minus(serverCpu);
  }

  private static Duration cpu(Optional<ProcessHandle> process) {
    return process.flatMap(one -> one.info().totalCpuDuration()).orElse(Duration.ZERO);
  }

  /** Whether what happens at that {@link System#nanoTime} counts. */
  boolean counts(long nanos) {
    return nanos - from >= 0 && nanos - to < 0;
  }

  /** Something made then was seen by another client, now. */
  void seen(long made, long now) {
    if (counts(made)) {
      seen.recordValue(now - made);
    }
    if (counts(now)) {
      delivered++;
    }
  }

  /** Something made then was acknowledged, now. */
  void acknowledged(long made, long now) {
    if (counts(made)) {
      acked.recordValue(now - made);
    }
    if (counts(now)) {
      accepted++;
    }
  }

  /** Something that makes the run worthless. */
  void fault(String what) {
    faults.merge(what, 1, Integer::sum);
  }

  /** What was wrong; empty for a run that counts. */
  Map<String, Integer> faults() {
    return Map.copyOf(faults);
  }

  /** The figures in words. */
  String report() {
    return String.format(
        Locale.ROOT,
        "%s; ack p50 %.2f ms, p99 %.2f ms; %.0f accepted/s, %.0f delivered/s; %s",
        seenReport(),
        millis(acked, 50),
        millis(acked, 99),
        accepted / seconds(),
        delivered / seconds(),
        coresReport());
  }

  /** How long it took until others saw something, in words. */
  String seenReport() {
    return String.format(
        Locale.ROOT, "seen p50 %.2f ms, p99 %.2f ms", millis(seen, 50), millis(seen, 99));
  }

  /** The processors' time that it took, in words. */
  String coresReport() {
    String own =
        String.format(Locale.ROOT, "generator %.2f cores", ownCpu.toNanos() / 1e9 / seconds());
    return server.isEmpty()
        ? own
        : own
            + String.format(
                Locale.ROOT, ", server %.2f cores", serverCpu.toNanos() / 1e9 / seconds());
  }

  private double seconds() {
    return (to - from) / 1e9;
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e6;
  }
}
