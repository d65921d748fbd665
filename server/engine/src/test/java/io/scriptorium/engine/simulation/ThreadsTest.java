package io.scriptorium.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.Connection;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.Limits;
import io.scriptorium.engine.LoggingObserver;
import io.scriptorium.engine.MemoryAttachments;
import io.scriptorium.engine.MemoryCatalogue;
import io.scriptorium.engine.MemoryChangeLog;
import io.scriptorium.engine.Outbound;
import io.scriptorium.engine.Scheduler;
import io.scriptorium.engine.ServerParts;
import io.scriptorium.engine.Session;
import io.scriptorium.engine.plugin.HookThreads;
import io.scriptorium.engine.plugin.MemoryPluginStores;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The engine on real threads, as in production: what the simulation, which has only one, cannot
 * see. {@code -Dscriptorium.seed=N} repeats the typing, though not the threads' turns.
 */
final class ThreadsTest {
  private static final DocumentId DOCUMENT = new DocumentId("minutes");
  private static final int CLIENTS = 12;
  private static final int EDITS = 150;

  private final MemoryCatalogue catalogue = new MemoryCatalogue(InstantSource.system());
  private final MemoryChangeLog log = new MemoryChangeLog(catalogue);
  private final Map<String, ServerMessage> frames = new ConcurrentHashMap<>();
  private final AtomicLong frameNumbers = new AtomicLong();
  private final CountDownLatch typing = new CountDownLatch(CLIENTS);

  @Test
  @Timeout(120)
  void allEndAlikeOnRealThreads() throws Exception {
    long seed = Long.getLong("scriptorium.seed", new Random().nextLong());
    System.out.println("ThreadsTest: -Dscriptorium.seed=" + seed);
    catalogue.create(DOCUMENT, "Minutes");
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        DocumentServer server = server(timer, threads)) {
      List<Future<Copy>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Writer writer = new Writer(server, "client" + i, new SplittableRandom(seed + i));
        clients.add(threads.submit(writer::run));
      }
      for (Future<Copy> client : clients) {
        Copy copy = client.get(110, TimeUnit.SECONDS);
        var expected = server.at(DOCUMENT, Optional.empty()).orElseThrow();
        assertEquals(expected.revision().number(), copy.revision());
        assertEquals(expected.content(), copy.view());
      }
      assertTrue(head() >= CLIENTS, "everybody wrote");
      timer.shutdownNow();
    }
  }

  private DocumentServer server(ScheduledExecutorService timer, ExecutorService threads) {
    return new DocumentServer(
        new ServerParts(
            log,
            catalogue,
            new MemoryAttachments(InstantSource.system()),
            (document, credentials) ->
                new Access.Granted(
                    new Author(credentials.client(), credentials.client()), Role.EDITOR),
            this::encode,
            MemoryPluginStores.parts(new MemoryPluginStores(), HookThreads.platform()),
            Limits.defaults(),
            new LoggingObserver(),
            InstantSource.system(),
            new Random(),
            threads,
            threads,
            Scheduler.of(timer)));
  }

  private String encode(ServerMessage message) {
    String frame = "frame " + frameNumbers.incrementAndGet();
    frames.put(frame, message);
    return frame;
  }

  private long head() {
    return catalogue.find(DOCUMENT).orElseThrow().revision().number();
  }

  /** One client on a thread of its own, which is reader and writer of its connection. */
  private final class Writer implements Connection {
    private final DocumentServer server;
    private final String id;
    private final RandomGenerator random;
    private final RandomTyping typist;
    private final Semaphore woken = new Semaphore(0);
    private Optional<Copy> copy = Optional.empty();
    private Session session;
    private int left = EDITS;

    Writer(DocumentServer server, String id, RandomGenerator random) {
      this.server = server;
      this.id = id;
      this.random = random;
      this.typist = new RandomTyping(random, 0);
      this.session = connect();
    }

    private Session connect() {
      Session fresh = server.connect(DOCUMENT, Optional.empty(), this);
      fresh.receive(
          new ClientMessage.Join(id, copy.map(Copy::revision), Optional.empty(), Optional.empty()));
      return fresh;
    }

    Copy run() throws InterruptedException {
      boolean done = false;
      while (!done || typing.getCount() > 0 || copy.orElseThrow().revision() < head()) {
        switch (session.poll()) {
          case Outbound.Frame(String text) -> take(text);
          case Outbound.Close close -> throw new AssertionError(id + " was closed: " + close);
          case Outbound.Nothing() -> await();
        }
        if (!done && left == 0 && copy.orElseThrow().settled()) {
          done = true;
          typing.countDown();
        }
      }
      session.closed();
      return copy.orElseThrow();
    }

    /** For a while at most: at the end, nobody wakes who has everything already. */
    private void await() throws InterruptedException {
      var _ = woken.tryAcquire(50, TimeUnit.MILLISECONDS);
      woken.drainPermits();
    }

    private void take(String frame) {
      ServerMessage message = frames.get(frame);
      if (message == null) {
        throw new AssertionError("nobody made " + frame);
      }
      copy =
          Optional.of(
              switch (message) {
                case ServerMessage.Joined joined ->
                    joined.content().isPresent()
                        ? ModelCopy.of(joined, 0)
                        : copy.orElseThrow().resumed(joined);
                case ServerMessage.Change change -> copy.orElseThrow().changed(change);
                case ServerMessage.Ack ack -> copy.orElseThrow().acknowledged(ack);
                case ServerMessage.Reject reject -> throw new AssertionError(id + ": " + reject);
                case ServerMessage.Error error -> throw new AssertionError(id + ": " + error);
                case ServerMessage.Plugin plugin -> copy.orElseThrow();
                case ServerMessage.Document document -> copy.orElseThrow();
                case ServerMessage.Pong pong -> copy.orElseThrow();
              });
      write();
    }

    private void write() {
      Copy now = copy.orElseThrow();
      if (left > 0 && now.bufferedOps() < 8) {
        left--;
        now = now.typed(typist.edit(now.view()));
      }
      Optional<ClientMessage.Edit> edit = now.toSend();
      copy = Optional.of(edit.isPresent() ? now.sent() : now);
      edit.ifPresent(session::receive);
      if (random.nextInt(100) == 0) {
        session.closed();
        copy = copy.map(Copy::disconnected);
        session = connect();
      }
    }

    @Override
    public void wake() {
      woken.release();
    }

    @Override
    public void abort() {
      throw new AssertionError(id + " was dropped");
    }
  }
}
