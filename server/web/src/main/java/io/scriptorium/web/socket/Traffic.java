package io.scriptorium.web.socket;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;

/** Counts the bytes that go over all sockets, payload alone. */
@Singleton
public class Traffic {
  private final Counter received;
  private final Counter sent;

  /** Made by the container. */
  @Inject
  public Traffic(MetricRegistry metrics) {
    received = metrics.counter(bytes("scriptorium.socket.received", "What clients sent"));
    sent = metrics.counter(bytes("scriptorium.socket.sent", "What clients were sent"));
  }

  private static Metadata bytes(String name, String description) {
    return Metadata.builder()
        .withName(name)
        .withDescription(description + ", in bytes of payload.")
        .withUnit(MetricUnits.BYTES)
        .build();
  }

  void received(int bytes) {
    received.inc(bytes);
  }

  void sent(int bytes) {
    sent.inc(bytes);
  }
}
