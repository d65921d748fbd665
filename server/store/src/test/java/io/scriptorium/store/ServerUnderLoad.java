package io.scriptorium.store;

import io.scriptorium.delta.Delta;
import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.EngineObserver;
import io.scriptorium.engine.FrameEncoder;
import io.scriptorium.engine.Limits;
import io.scriptorium.engine.MemoryAttachments;
import io.scriptorium.engine.Scheduler;
import io.scriptorium.engine.ServerParts;
import io.scriptorium.engine.plugin.HookThreads;
import io.scriptorium.engine.plugin.MemoryPluginStores;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.protocol.ServerMessage;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The process that {@link KilledServerIT} kills: the engine on a SQLite store, with clients in the
 * same process that write as fast as they get their acks. Standard input says who they are and what
 * each of them has in flight; every edit is reported on standard output before it is sent, and
 * every ack when it was received, in a write of its own, so that a kill loses nothing that was
 * reported.
 */
final class ServerUnderLoad {
  private static final Limits LIMITS =
      new Limits(
          1 << 20,
          1 << 20,
          1 << 20,
          100,
          1_000_000,
          1_000_000,
          100_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofDays(30),
          100);

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final Map<String, ServerMessage> frames = new ConcurrentHashMap<>();
  private final AtomicLong frameCount = new AtomicLong();

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws IOException {
    long seed = Long.parseLong(arguments[1]);
    new ServerUnderLoad().run(Path.of(arguments[0]), new Random(seed));
  }

  private void run(Path folder, Random random) throws IOException {
    List<String> clients = input();
    report("starting");
    // Packs all the time, so that kills hit it in the middle.
    Packing packing = new Packing(512, 32, 8, Duration.ZERO, Duration.ofMillis(5), 8);
    SqliteStore store =
        SqliteStore.open(
            folder,
            InstantSource.system(),
            Duration.ofSeconds(2),
            packing,
            UnaryOperator.identity());
    report("opened");
    DocumentServer server = new DocumentServer(parts(store));
    for (String client : clients) {
      TypingClient typing = client(client, store, new Random(random.nextLong()));
      typing.start(server);
    }
  }

  private static List<String> input() throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  private ServerParts parts(SqliteStore store) {
    return new ServerParts(
        store.changeLog(),
        store.catalogue(),
        new MemoryAttachments(InstantSource.system()),
        (document, who) ->
            new Access.Granted(new Author(who.client(), "Client " + who.client()), Role.EDITOR),
        encoder(),
        MemoryPluginStores.parts(new MemoryPluginStores(), HookThreads.platform()),
        LIMITS,
        new Defects(),
        InstantSource.system(),
        new SecureRandom(),
        Executors.newFixedThreadPool(2),
        Executors.newVirtualThreadPerTaskExecutor(),
        Scheduler.of(Executors.newSingleThreadScheduledExecutor()));
  }

  /** Frames are not text here but numbers of messages: there is no wire in this process. */
  private FrameEncoder encoder() {
    return message -> {
      String number = Long.toString(frameCount.incrementAndGet());
      frames.put(number, message);
      return number;
    };
  }

  ServerMessage decode(String frame) {
    ServerMessage message = frames.get(frame);
    if (message == null) {
      throw new IllegalArgumentException("no frame " + frame);
    }
    return message;
  }

  /** A line "DOCUMENT CLIENT SEQ", and for an edit in flight " BASE DELTA". */
  private TypingClient client(String line, SqliteStore store, Random random) {
    String[] words = line.split(" ", -1);
    DocumentId document = new DocumentId(words[0]);
    TypingClient client =
        new TypingClient(this, document, words[1], Long.parseLong(words[2]), random);
    if (words.length > 3) {
      Delta delta = DeltaCodec.decode(HexFormat.of().parseHex(words[4]));
      long base = Long.parseLong(words[3]);
      client.resume(store.changeLog().at(document, new Revision(base)).orElseThrow(), delta);
    }
    return client;
  }

  /** Tells the parent process. One write, so that the line is there whole or not at all. */
  void report(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException parentGone) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** Nothing may go wrong in a server that is merely killed. */
  private final class Defects implements EngineObserver {
    @Override
    public void storeFailed(DocumentId document, Throwable cause) {
      report("failed: store of " + document + ": " + cause);
    }

    @Override
    public void storeCallFailed(DocumentId document, String call, Throwable cause) {
      report("failed: " + call + " of " + document + ": " + cause);
    }

    @Override
    public void foreignChanges(DocumentId document, long head) {
      report("failed: another writer in " + document + " at " + head);
    }

    @Override
    public void documentFailed(DocumentId document, Throwable cause) {
      report("failed: document " + document + ": " + cause);
    }

    @Override
    public void defect(String where, Throwable cause) {
      report("failed: defect in " + where + ": " + cause);
    }
  }
}
