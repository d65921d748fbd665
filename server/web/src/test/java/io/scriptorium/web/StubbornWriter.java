package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who writes one mark after the other at the beginning of a document, each as soon as the
 * one before is acknowledged, and who sends the one in flight again, with the same number, whenever
 * the connection was lost. At the beginning nothing needs rebasing: the latecomer goes first.
 */
final class StubbornWriter {
  private static final long LIMIT_SECONDS = 120;
  private static final JsonMapper JSON = new JsonMapper();

  private final URI base;
  private final String document;
  private final String name;
  private final List<String> acknowledged = new ArrayList<>();
  private long seq;
  private long revision;
  private @Nullable String pending;
  private volatile boolean stopping;
  private CountDownLatch acks = new CountDownLatch(1);
  private CompletableFuture<Integer> lost = new CompletableFuture<>();
  private int wanted = Integer.MAX_VALUE;

  StubbornWriter(URI base, String document, String name) {
    this.base = base;
    this.document = document;
    this.name = name;
  }

  /** Connects and writes until the connection is lost. */
  void begin() {
    lost = new CompletableFuture<>();
    CompletableFuture<Integer> loss = lost;
    Thread.ofVirtual()
        .start(() -> {
          try {
            loss.complete(write());
          } catch (RuntimeException | AssertionError failure) {
            loss.completeExceptionally(failure);
          }
        });
  }

  /** Waits until so many more edits are acknowledged. */
  void awaitAcks(int count) {
    CountDownLatch reached = new CountDownLatch(1);
    synchronized (this) {
      wanted = acknowledged.size() + count;
      acks = reached;
    }
    try {
      assertTrue(reached.await(LIMIT_SECONDS, TimeUnit.SECONDS), () -> name + " waits for acks");
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Waits until the connection is lost; the close code. */
  int awaitLoss() {
    return lost.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Comes back once more, until nothing is in flight. */
  void finish() {
    stopping = true;
    begin();
    awaitLoss();
    assertEquals(Optional.empty(), pending());
  }

  synchronized List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized Optional<String> pending() {
    return Optional.ofNullable(pending);
  }

  private int write() {
    try (var wire = Wire.to(base, document)) {
      wire.send("{\"type\":\"join\",\"client\":\"" + name + "\",\"revision\":" + revision + "}");
      long head = Long.MAX_VALUE;
      while (true) {
        switch (wire.next()) {
          case Wire.Event.Closed(var code) -> {
            return code;
          }
          case Wire.Event.Text(var json) -> {
            JsonNode message = JSON.readTree(json);
            head = message.path("head").longValue(head);
            take(message);
          }
        }
        if (revision >= head && !sendNext(wire)) {
          return 1000;
        }
      }
    }
  }

  private long sentSeq = -1;
  private @Nullable Wire sentOn;

  /** Sends what is in flight, once a connection; false if there is nothing and it is time to go. */
  private boolean sendNext(Wire wire) {
    String mark;
    synchronized (this) {
      if (pending == null) {
        if (stopping) {
          return false;
        }
        seq++;
        pending = "[" + name + "." + seq + "]";
      }
      mark = pending;
    }
    if (sentSeq != seq || sentOn != wire) {
      sentSeq = seq;
      sentOn = wire;
      wire.edit(seq, revision, "[{\"insert\":\"" + mark + "\"}]");
    }
    return true;
  }

  private synchronized void take(JsonNode message) {
    switch (message.path("type").stringValue("")) {
      case "change" -> revision = message.path("revision").longValue(-1);
      case "ack" -> {
        revision = message.path("revision").longValue(-1);
        acknowledged.add(Optional.ofNullable(pending).orElseThrow());
        pending = null;
        if (acknowledged.size() >= wanted) {
          acks.countDown();
        }
      }
      default -> {}
    }
  }
}
