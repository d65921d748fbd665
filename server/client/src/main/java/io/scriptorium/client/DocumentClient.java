package io.scriptorium.client;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One document of a server, held in step over a WebSocket: its content, its stream of changes, and
 * a way to edit it. Comes back by itself after a lost connection, and brings along what was edited
 * meanwhile. Safe for use by any thread.
 */
public final class DocumentClient implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DocumentClient.class.getName());
  private static final int CLOSE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor thread;
  private final Conversation conversation;
  private final Runnable release;
  private final CompletableFuture<RichText> joined = new CompletableFuture<>();
  private volatile View view = new View(new ClientStatus.Waiting(), 0, RichText.empty());

  /** What other threads see. */
  private record View(ClientStatus status, long revision, RichText content) {}

  private DocumentClient(
      ClientSettings settings, Transport transport, ClientListener listener, Runnable release) {
    this.release = release;
    thread =
        new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("scriptorium-client").factory());
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    conversation =
        new Conversation(
            settings,
            (address, receiver) -> transport.connect(address, onThread(receiver)),
            new ThreadTimers(thread, InstantSource.system(), this::look),
            new SecureRandom(),
            new GuardedListener(listener));
  }

  /** Connects to a document, and tells {@code listener} what happens there. */
  public static DocumentClient open(ClientSettings settings, ClientListener listener) {
    HttpClient http = HttpClient.newHttpClient();
    return started(
        new DocumentClient(settings, new WebSocketTransport(http), listener, http::shutdownNow));
  }

  /** The same over a transport of one's own, such as one that trusts one's own certificate. */
  public static DocumentClient open(
      ClientSettings settings, Transport transport, ClientListener listener) {
    return started(new DocumentClient(settings, transport, listener, () -> {}));
  }

  private static DocumentClient started(DocumentClient client) {
    client.run(client.conversation::start);
    return client;
  }

  /** Completes with the content when it is first here; fails if the client is closed before. */
  public CompletableFuture<RichText> joined() {
    return joined.copy();
  }

  /**
   * Edits the document, as soon as it is here. The edit is shown in {@link #content} at once, and
   * kept over lost connections until it is acknowledged.
   *
   * @param edit makes an edit of the content that it is given, on the client's own thread; empty
   *     for none
   * @return the revision that it became, once it is durable. Fails with an {@link
   *     EditRefusedException} if it was given up, with what {@code edit} threw, with a {@link
   *     io.scriptorium.delta.MisfitException} if it is no edit of the content, or with an {@link
   *     IllegalStateException} if this client is closed
   */
  public CompletableFuture<Long> edit(Function<RichText, Delta> edit) {
    CompletableFuture<Long> promise = new CompletableFuture<>();
    if (!run(() -> conversation.edit(edit, promise))) {
      promise.completeExceptionally(new IllegalStateException("this client is closed"));
    }
    return promise;
  }

  /** The document with this client's own edits; a newline until it is here. */
  public RichText content() {
    return view.content();
  }

  /** The newest revision that this client has. */
  public long revision() {
    return view.revision();
  }

  /** How the client stands. */
  public ClientStatus status() {
    return view.status();
  }

  /**
   * Closes for good. Edits that are not acknowledged are handed back: to the listener, and to the
   * futures that {@link #edit} gave. Returns when that is done.
   */
  @Override
  public void close() {
    run(conversation::close);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "the listener still runs after {0} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    joined.completeExceptionally(new IllegalStateException("closed before the document was here"));
    release.run();
  }

  /** Whether it will be run. */
  private boolean run(Runnable task) {
    try {
      thread.execute(() -> {
        task.run();
        look();
      });
      return true;
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed already", e);
      return false;
    }
  }

  private void look() {
    Optional<Replica> replica = conversation.replica();
    view =
        new View(
            conversation.status(),
            replica.map(Replica::revision).orElse(view.revision()),
            replica.map(Replica::content).orElse(view.content()));
    if (replica.isPresent()) {
      joined.complete(view.content());
    }
  }

  private Transport.Receiver onThread(Transport.Receiver receiver) {
    return new Transport.Receiver() {
      @Override
      public void opened() {
        run(receiver::opened);
      }

      @Override
      public void received(String frame) {
        run(() -> receiver.received(frame));
      }

      @Override
      public void closed(int code, String reason) {
        run(() -> receiver.closed(code, reason));
      }
    };
  }
}
