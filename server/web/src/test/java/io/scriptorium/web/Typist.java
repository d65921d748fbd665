package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.client.ClientListener;
import io.scriptorium.client.ClientSettings;
import io.scriptorium.client.DocumentClient;
import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who types without a pause, with the Java client, whatever happens on the server. */
final class Typist implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final String name;
  private final DocumentClient document;
  private final List<String> saved = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean typing = true;

  private Typist(URI base, String id, String name) {
    this.name = name;
    this.document =
        DocumentClient.open(
            ClientSettings.of(socket(base), id).named(name), new ClientListener() {});
    this.thread = Thread.ofVirtual().name(name).unstarted(this::type);
  }

  private static URI socket(URI base) {
    return URI.create(base.toString().replaceFirst("^http", "ws"));
  }

  /** Begins to type. */
  static Typist start(URI base, String document, String name) {
    var typist = new Typist(base, document, name);
    typist.document.joined().join();
    typist.thread.start();
    return typist;
  }

  private void type() {
    for (int number = 0; typing; number++) {
      String mark = "<" + name + number + ">";
      document.edit(content -> Delta.of(new Op.Insert(mark, Attributes.NONE))).join();
      saved.add(mark);
    }
  }

  /** Waits until so many more edits were acknowledged. */
  void goesOn(int edits) {
    int wanted = saved.size() + edits;
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (saved.size() < wanted) {
      assertTrue(System.nanoTime() < deadline, () -> name + " stands still at " + saved.size());
      Thread.onSpinWait();
    }
  }

  /** Stops, and says what was acknowledged. */
  List<String> stop() throws InterruptedException {
    typing = false;
    assertTrue(thread.join(LIMIT), () -> name + " waits for an acknowledgement");
    return saved;
  }

  /** Checks that a text holds everything that was acknowledged once, and nothing else. */
  static void assertComplete(String text, List<Typist> typists) throws InterruptedException {
    int length = 1;
    for (Typist typist : typists) {
      for (String mark : typist.stop()) {
        length += mark.length();
        int at = text.indexOf(mark);
        assertTrue(at >= 0 && text.indexOf(mark, at + 1) < 0, () -> mark + " is not there once");
      }
    }
    assertEquals(length, text.length(), "something else is there");
  }

  @Override
  public void close() {
    typing = false;
    document.close();
  }
}
