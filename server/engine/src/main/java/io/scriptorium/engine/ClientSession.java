package io.scriptorium.engine;

import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The engine's {@link Session}. What arrives is checked against rate and form on the socket's
 * thread and handed to the document's mailbox; what is to be written waits in the {@link Outbox}.
 */
final class ClientSession implements Session, Submitter {
  /** How many edits of one session may wait in a mailbox: an honest client has one in flight. */
  private static final int MAX_UNPROCESSED = 256;

  private final SessionId id;
  private final DocumentId document;
  private final Optional<String> principal;
  private final Connection connection;
  private final Outbox outbox;
  private final Documents documents;
  private final ServerParts parts;

  private final AtomicInteger unprocessed = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean joinReceived;

  /** Where it is, once it is being let in; where it sits, once it is. */
  private volatile @Nullable OpenDocument home;

  private volatile @Nullable ClientId client;
  private volatile @Nullable Seat seat;

  /** Belongs to the receiving thread. */
  private final TokenBucket edits;

  /** These two belong to the watchdog. */
  private long watchedWrite;

  private int watchedTicks;

  ClientSession(
      SessionId id,
      DocumentId document,
      Optional<String> principal,
      Connection connection,
      Documents documents,
      ServerParts parts) {
    this.id = id;
    this.document = document;
    this.principal = principal;
    this.connection = connection;
    this.documents = documents;
    this.parts = parts;
    this.outbox = new Outbox(connection, parts.encoder(), parts.observer());
    this.edits =
        new TokenBucket(
            parts.limits().editsPerSecond(), parts.limits().editBurst(), parts.clock().instant());
  }

  @Override
  public void receive(ClientMessage message) {
    if (ended.get()) {
      return;
    }
    switch (message) {
      case ClientMessage.Ping() -> outbox.postPong();
      case ClientMessage.Join join -> receiveJoin(join);
      case ClientMessage.Edit edit -> receiveEdit(edit);
      case ClientMessage.Plugin plugin -> receivePlugin(plugin);
    }
  }

  private void receiveJoin(ClientMessage.Join join) {
    if (joinReceived) {
      fail(CloseReason.BAD_MESSAGE, "this connection has joined already: one join a connection");
      return;
    }
    joinReceived = true;
    ClientId client;
    try {
      client = new ClientId(join.client());
    } catch (IllegalArgumentException malformed) {
      fail(CloseReason.BAD_MESSAGE, String.valueOf(malformed.getMessage()));
      return;
    }
    if (join.revision().orElse(0L) < 0) {
      fail(CloseReason.BAD_MESSAGE, "a revision is at least 0, got " + join.revision().orElse(0L));
      return;
    }
    documents.admit(this, client, join);
  }

  private void receiveEdit(ClientMessage.Edit edit) {
    parts.observer().editReceived();
    Instant now = parts.clock().instant();
    Seat at = seat;
    if (at == null) {
      fail(CloseReason.BAD_MESSAGE, "an edit before \"joined\": send it when that has come");
    } else if (edit.seq() < 0 || edit.revision() < 0) {
      fail(
          CloseReason.BAD_MESSAGE,
          "seq and revision are at least 0, got " + edit.seq() + " and " + edit.revision());
    } else if (!edits.tryTake(now)) {
      fail(
          CloseReason.TOO_MANY,
          "more than " + parts.limits().editsPerSecond() + " edits a second: send fewer, larger");
    } else if (unprocessed.incrementAndGet() > MAX_UNPROCESSED) {
      fail(
          CloseReason.TOO_MANY,
          "more than " + MAX_UNPROCESSED + " edits wait: a replica has at most one in flight");
    } else {
      at.document().handle(() -> processed(at.document(), edit, now));
    }
  }

  private void processed(OpenDocument open, ClientMessage.Edit edit, Instant received) {
    unprocessed.decrementAndGet();
    open.edit(this, edit, received);
  }

  private void receivePlugin(ClientMessage.Plugin message) {
    Seat at = seat;
    if (at == null) {
      fail(CloseReason.BAD_MESSAGE, "a plugin's message before \"joined\"");
      return;
    }
    PluginMessage forPlugin = new PluginMessage(at.view(this), message.body());
    if (!documents.plugins().deliver(message.plugin(), forPlugin)) {
      post(
          new ServerMessage.Error(
              "unknown_plugin", "there is no plugin \"" + message.plugin() + "\" here"));
    }
  }

  @Override
  public void refuse(CloseReason reason, String message) {
    fail(reason, message);
  }

  @Override
  public void closed() {
    outbox.stop();
    end();
    if (closed.compareAndSet(false, true)) {
      documents.forget(this);
    }
  }

  @Override
  public Outbound poll() {
    Seat at = seat;
    int limit = parts.limits().lagRevisions();
    if (at != null && at.role().mayEdit() && outbox.lag() > limit) {
      fail(
          CloseReason.TOO_SLOW,
          "more than " + limit + " revisions behind: connect again and resume");
    }
    return outbox.poll();
  }

  SessionId id() {
    return id;
  }

  DocumentId document() {
    return document;
  }

  Optional<String> principal() {
    return principal;
  }

  Outbox outbox() {
    return outbox;
  }

  /** Whether it is over for this session, though its last frames may still have to be written. */
  boolean ended() {
    return ended.get();
  }

  /** Its place, once it has joined. */
  Optional<Seat> seat() {
    return Optional.ofNullable(seat);
  }

  /** Whose replica it is, once its document is letting it in. */
  Optional<ClientId> client() {
    return Optional.ofNullable(client);
  }

  /** The document that is letting it in, and as whom. */
  void enters(OpenDocument open, ClientId as) {
    client = as;
    home = open;
  }

  /** Gives it a place, or the same place in another role. */
  void sit(Seat place) {
    seat = place;
  }

  /** Posts a message; who lets too many pile up is dropped. */
  void post(ServerMessage message) {
    if (!outbox.post(message)) {
      fail(CloseReason.TOO_SLOW, "the answers to this client's messages pile up unread");
    }
  }

  /** It hears of it at the edit's place in the order of changes: see {@link Cursor}. */
  @Override
  public void committed(Revision revision) {}

  @Override
  public Optional<String> plugin() {
    return Optional.empty();
  }

  /** Tells it that an edit will not be committed. */
  @Override
  public void reject(long seq, String code, String message) {
    parts.observer().editRejected(code);
    post(new ServerMessage.Reject(seq, code, message));
  }

  /** Ends it with an error and its close. */
  @Override
  public void fail(CloseReason reason, String message) {
    if (end()) {
      parts.observer().sessionRefused(reason.errorCode());
      outbox.fail(reason, message);
    }
  }

  /**
   * Ends it once it was sent everything up to a revision; said again, of an earlier one, sooner.
   */
  void finish(long through, CloseReason reason, String message) {
    end();
    outbox.finish(through, reason, message);
  }

  /** Drops its connection: nobody is there any more who reads. */
  @Override
  public void abort() {
    outbox.stop();
    connection.abort();
    end();
  }

  /** Joins too late, or not at all. */
  void joinTimedOut() {
    if (!joinReceived) {
      fail(
          CloseReason.BAD_MESSAGE,
          "no join within " + parts.limits().joinTimeout().toSeconds() + " s");
    }
  }

  /** Called at even intervals; says whether one write has been in progress for so many of them. */
  boolean writeHangs(int ticks) {
    long write = outbox.writeInProgress();
    watchedTicks = write != 0 && write == watchedWrite ? watchedTicks + 1 : 0;
    watchedWrite = write;
    return watchedTicks >= ticks;
  }

  private boolean end() {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    OpenDocument open = home;
    if (open != null) {
      open.handle(() -> open.leave(this));
    }
    return true;
  }
}
