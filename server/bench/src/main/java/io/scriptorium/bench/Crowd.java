package io.scriptorium.bench;

import io.scriptorium.client.Transport;
import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** People who type, each over a connection of their own, each with one edit in flight at most. */
final class Crowd implements AutoCloseable {
  private static final Delta LETTER = Delta.of(new Op.Insert("x", Attributes.NONE));

  private final List<Typist> typists = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Some people for each document.
   *
   * @param documents the addresses of their sockets
   */
  Crowd(Transport transport, List<URI> documents, int peopleEach) throws InterruptedException {
    for (URI document : documents) {
      for (int i = 0; i < peopleEach; i++) {
        typists.add(new Typist(Wire.open(transport, document)));
      }
    }
  }

  /**
   * All type at a steady pace.
   *
   * @return from the moment at which an edit was due to its ack, in nanoseconds: an edit that waits
   *     because the one before is not acknowledged waits in that time, too
   */
  Histogram typeSteadily(long pauseNanos, long nanos)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    List<Future<Histogram>> typing = new ArrayList<>();
    for (int i = 0; i < typists.size(); i++) {
      Typist typist = typists.get(i);
      long first = start + i * pauseNanos / typists.size();
      typing.add(threads.submit(() -> typist.typeSteadily(first, pauseNanos, start + nanos)));
    }
    Histogram all = new Histogram(3);
    for (Future<Histogram> each : typing) {
      all.add(each.get());
    }
    return all;
  }

  /**
   * All type as fast as they are acknowledged.
   *
   * @return acknowledged edits a second
   */
  double typeFast(long nanos) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    List<Future<Long>> typing = new ArrayList<>();
    for (Typist typist : typists) {
      typing.add(threads.submit(() -> typist.typeUntil(start + nanos)));
    }
    long edits = 0;
    for (Future<Long> each : typing) {
      edits += each.get();
    }
    return edits * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() {
    typists.forEach(typist -> typist.wire.close());
    threads.close();
  }

  /** One of them. */
  private static final class Typist {
    private final Wire wire;
    private long revision;
    private long seq;

    Typist(Wire wire) throws InterruptedException {
      this.wire = wire;
      this.revision = wire.join("typist-" + UUID.randomUUID()).revision();
    }

    Histogram typeSteadily(long first, long pause, long end) throws InterruptedException {
      Histogram nanos = new Histogram(3);
      for (long due = first; due < end; due += pause) {
        sleepUntil(due);
        type();
        nanos.recordValue(System.nanoTime() - due);
      }
      return nanos;
    }

    private static void sleepUntil(long nanos) {
      for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }

    long typeUntil(long end) throws InterruptedException {
      long edits = 0;
      for (; System.nanoTime() < end; edits++) {
        type();
      }
      return edits;
    }

    /** Types a letter in front of everything, and waits for its ack. */
    private void type() throws InterruptedException {
      wire.send(new ClientMessage.Edit(++seq, revision, LETTER));
      while (!take(wire.next())) {
        // what others typed meanwhile
      }
    }

    /** Takes a message in; whether it was the ack. */
    private boolean take(ServerMessage message) {
      return switch (message) {
        case ServerMessage.Ack ack -> {
          revision = ack.revision();
          yield ack.seq() == seq;
        }
        case ServerMessage.Change change -> {
          revision = change.revision();
          yield false;
        }
        case ServerMessage.Plugin _,
            ServerMessage.Document _,
            ServerMessage.Pong _,
            ServerMessage.Joined _ ->
            false;
        case ServerMessage.Reject _, ServerMessage.Error _ ->
            throw new IllegalStateException("expected an ack of edit " + seq + ", got " + message);
      };
    }
  }
}
