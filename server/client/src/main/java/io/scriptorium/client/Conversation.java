package io.scriptorium.client;

import io.scriptorium.client.ClientStatus.Closed;
import io.scriptorium.client.ClientStatus.Live;
import io.scriptorium.client.ClientStatus.Offline;
import io.scriptorium.client.ClientStatus.Reconnecting;
import io.scriptorium.client.ClientStatus.Refused;
import io.scriptorium.client.ClientStatus.Saving;
import io.scriptorium.client.ClientStatus.Waiting;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.BadMessageException;
import io.scriptorium.protocol.json.ClientMessageJson;
import io.scriptorium.protocol.json.ServerMessageJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A client's side of the protocol over any number of connections, one after the other: joins, keeps
 * a {@link Replica} in step, sends its edits, and connects again when the connection is lost.
 *
 * <p>Used by one thread alone. Time, chance and the network are given to it, so that a test can
 * play any course of events in one thread.
 */
public final class Conversation {
  private final ClientSettings settings;
  private final Transport transport;
  private final Timers timers;
  private final RandomGenerator random;
  private final ClientListener listener;
  private final String client;
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private final Deque<Runnable> untilJoined = new ArrayDeque<>();

  private @Nullable Replica replica;
  private @Nullable Attempt attempt;
  private ClientStatus status = new Waiting();
  private Timers.Timer retry = () -> {};
  private boolean joinedOnce;
  private long lastSeq;
  private int failures;

  /** Not connected yet: {@link #start} does that. */
  public Conversation(
      ClientSettings settings,
      Transport transport,
      Timers timers,
      RandomGenerator random,
      ClientListener listener) {
    this.settings = settings;
    this.transport = transport;
    this.timers = timers;
    this.random = random;
    this.listener = listener;
    byte[] id = new byte[16];
    random.nextBytes(id);
    this.client = HexFormat.of().formatHex(id);
  }

  /** Connects. */
  public void start() {
    attempt = new Attempt();
    attempt.start();
    report();
  }

  /** How it stands. */
  public ClientStatus status() {
    return status;
  }

  /** The copy, once there is one. */
  public Optional<Replica> replica() {
    return Optional.ofNullable(replica);
  }

  /**
   * Edits the content, as soon as there is one.
   *
   * @param edit makes an edit of the content it is given
   * @return the revision that the edit became, when it is durable. Fails with an {@link
   *     EditRefusedException} if it was given up, and with what {@code edit} threw or a {@link
   *     io.scriptorium.delta.MisfitException} if it is no edit of the content
   */
  public CompletableFuture<Long> edit(Function<RichText, Delta> edit) {
    CompletableFuture<Long> promise = new CompletableFuture<>();
    edit(edit, promise);
    return promise;
  }

  /** The same, keeping a promise that was given before. */
  void edit(Function<RichText, Delta> edit, CompletableFuture<Long> promise) {
    if (replica != null) {
      editNow(replica, edit, promise);
    } else if (status instanceof Closed(String code, String message)) {
      promise.completeExceptionally(
          new IllegalStateException("closed (%s): %s".formatted(code, message)));
    } else {
      untilJoined.add(() -> edit(edit, promise));
    }
  }

  private void editNow(
      Replica before, Function<RichText, Delta> edit, CompletableFuture<Long> promise) {
    Delta delta;
    Replica after;
    try {
      delta = edit.apply(before.content());
      after = before.edited(delta);
    } catch (RuntimeException e) {
      promise.completeExceptionally(e); // the caller's own function, the caller's failure
      return;
    }
    if (delta.isEmpty()) {
      promise.complete(before.revision());
      return;
    }
    boolean buffered = before.inFlight().isPresent();
    unacknowledged.add(buffered ? before.lastSeq() + 1 : after.lastSeq(), promise);
    replica = after;
    sendWhatWaits();
    report();
  }

  /** Closes for good. What is not acknowledged is handed back. */
  public void close() {
    end("closed", "this client was closed");
  }

  private void sendWhatWaits() {
    if (replica == null || attempt == null) {
      return;
    }
    Optional<ClientMessage.Edit> edit = replica.toSend();
    if (edit.isPresent()) {
      attempt.send(edit.get());
      replica = replica.sent();
    }
  }

  private void take(ServerMessage message, Attempt from) {
    switch (message) {
      case ServerMessage.Joined joined -> takeJoined(joined);
      case ServerMessage.Change change -> taken(change);
      case ServerMessage.Ack ack -> taken(ack);
      case ServerMessage.Reject(long _, String code, String reason) -> refuse(code, reason);
      case ServerMessage.Document(Optional<String> title, Optional<String> _) ->
          title.ifPresent(listener::titled);
      case ServerMessage.Plugin(String plugin, String body, Optional<String> _) ->
          listener.plugin(plugin, body);
      case ServerMessage.Error error -> from.error = Optional.of(error);
      case ServerMessage.Pong() -> {}
    }
    sendWhatWaits();
    report();
  }

  private void takeJoined(ServerMessage.Joined joined) {
    failures = 0;
    if (replica != null) {
      digest(replica.resumed(joined));
      return;
    }
    replica = Replica.of(joined, lastSeq);
    joinedOnce = true;
    listener.joined(replica.content());
    while (replica != null && !untilJoined.isEmpty()) {
      untilJoined.remove().run();
    }
  }

  private void taken(ServerMessage.Change change) {
    if (replica != null) {
      digest(replica.changed(change));
    }
  }

  private void taken(ServerMessage.Ack ack) {
    Replica before = replica;
    if (before == null || !digest(before.acknowledged(ack))) {
      return;
    }
    // An ack of a revision that is here already says nothing new: it keeps no promise, whatever its
    // number.
    if (ack.revision() > before.revision()) {
      unacknowledged.acknowledged(ack.seq(), ack.revision());
    }
  }

  /** Whether it was taken in. */
  private boolean digest(Reception reception) {
    return switch (reception) {
      case Reception.Taken(Replica after, var shown) -> {
        replica = after;
        shown.forEach(change -> listener.changed(change, after.content()));
        yield true;
      }
      case Reception.Gap _ -> {
        reconnect();
        yield false;
      }
      case Reception.Clash(String reason) -> {
        refuse("clash", reason);
        yield false;
      }
    };
  }

  /** Hands back what is pending, and joins afresh. */
  private void refuse(String code, String message) {
    handBack(code, message);
    change(new Refused(code, message));
    reconnect();
  }

  private void handBack(String code, String message) {
    Replica refused = replica;
    replica = null;
    if (refused == null) {
      return;
    }
    lastSeq = refused.lastSeq();
    if (!refused.state().pending().isEmpty()) {
      RefusedEdit edit = new RefusedEdit(code, message, refused.pending(), refused.document());
      unacknowledged.refused(edit);
      listener.refused(edit);
    }
  }

  /** Connects anew at once: the server is there, but this connection is of no more use. */
  private void reconnect() {
    hangUp();
    attempt = new Attempt();
    attempt.start();
    report();
  }

  private void hangUp() {
    retry.cancel();
    if (attempt != null) {
      attempt.stop();
      attempt = null;
    }
    if (replica != null) {
      replica = replica.disconnected();
    }
  }

  private void reconnectLater() {
    hangUp();
    failures++;
    retry = timers.after(settings.backoff().after(failures, random), this::reconnect);
    report();
  }

  private void end(String code, String message) {
    hangUp();
    handBack(code, message);
    change(new Closed(code, message));
    while (!untilJoined.isEmpty()) {
      untilJoined.remove().run();
    }
  }

  private void lost(int closeCode, String reason, Optional<ServerMessage.Error> error) {
    String message = error.map(ServerMessage.Error::message).orElse(reason);
    Optional<CloseReason> known =
        Arrays.stream(CloseReason.values()).filter(r -> r.closeCode() == closeCode).findFirst();
    if (known.isEmpty()) {
      reconnectLater();
      return;
    }
    String code = known.get().errorCode();
    switch (known.get()) {
      case BAD_MESSAGE, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND -> end(code, message);
      case GOING_DOWN, STORE_UNAVAILABLE, TOO_MANY, TOO_SLOW -> reconnectLater();
      case UNKNOWN_REVISION, TOO_LARGE, INVALID_EDIT -> {
        // The same again would end the same: give the edits back, and wait with the fresh copy.
        handBack(code, message);
        change(new Refused(code, message));
        reconnectLater();
      }
    }
  }

  private void report() {
    if (status instanceof Closed || (status instanceof Refused && replica == null)) {
      return;
    }
    change(standing());
  }

  private ClientStatus standing() {
    int edits = unacknowledged.edits();
    if (!joinedOnce) {
      return new Waiting();
    }
    if (attempt == null) {
      return new Offline(edits);
    }
    if (replica == null || !(replica.link() instanceof Link.Up)) {
      return new Reconnecting(edits);
    }
    return edits == 0 ? new Live() : new Saving(edits);
  }

  private void change(ClientStatus next) {
    if (!next.equals(status)) {
      status = next;
      listener.statusChanged(next);
    }
  }

  /** One connection, from the first try to its end. Says nothing any more once it is stopped. */
  private final class Attempt implements Transport.Receiver {
    private Transport.@Nullable Channel channel;
    private boolean open;
    private boolean stopped;
    private Instant lastHeard = timers.now();
    private Timers.Timer watch = () -> {};
    private Optional<ServerMessage.Error> error = Optional.empty();

    void start() {
      channel = transport.connect(settings.address(), this);
      watch = timers.after(settings.pingEvery(), this::look);
    }

    void stop() {
      stopped = true;
      watch.cancel();
      if (channel != null) {
        channel.close();
      }
    }

    void send(ClientMessage message) {
      if (channel != null) {
        channel.send(ClientMessageJson.encode(message));
      }
    }

    private void look() {
      Duration silence = Duration.between(lastHeard, timers.now());
      if (silence.compareTo(settings.silenceLimit()) >= 0) {
        closed(ABNORMAL, "heard nothing for " + silence);
        return;
      }
      if (open) {
        send(new ClientMessage.Ping());
      }
      watch = timers.after(settings.pingEvery(), this::look);
    }

    @Override
    public void opened() {
      if (!stopped) {
        open = true;
        Optional<Long> revision = replica().map(Replica::revision);
        send(new ClientMessage.Join(client, revision, settings.name(), settings.token()));
      }
    }

    @Override
    public void received(String frame) {
      if (stopped) {
        return;
      }
      lastHeard = timers.now();
      try {
        take(ServerMessageJson.decode(frame), this);
      } catch (BadMessageException e) {
        closed(ABNORMAL, "the server sent what is no message: " + e.getMessage());
      }
    }

    @Override
    public void closed(int code, String reason) {
      if (!stopped) {
        lost(code, reason, error);
      }
    }
  }
}
