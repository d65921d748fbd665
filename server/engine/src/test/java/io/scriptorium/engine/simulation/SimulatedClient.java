package io.scriptorium.engine.simulation;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.MisfitException;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Somebody who writes, loses his connection, closes his tab and comes back. */
final class SimulatedClient {
  /** So much is typed ahead; more would only make the runs slow. */
  private static final int MAX_BUFFERED_OPS = 8;

  private final Simulation simulation;
  private final VirtualTime time;
  private final RandomGenerator random;
  private final RandomTyping typing;
  private final Weather weather;
  private final String id;
  private boolean editor;

  private @Nullable ModelReplica replica;

  /** What is on the device: never behind what was sent. */
  private @Nullable ModelReplica kept;

  private long highestSeq;
  private @Nullable SimulatedSocket socket;
  private boolean joined;
  private long joinHead;
  private boolean sentHere;
  private boolean reconnecting;
  private boolean absent;
  private final Set<Long> sent = new HashSet<>();

  /** What no longer went together with others' changes, as this client saw it: committed or not. */
  private final Set<Long> dropped = new HashSet<>();

  private final Set<Long> givenUp = new HashSet<>();

  SimulatedClient(
      Simulation simulation,
      VirtualTime time,
      RandomGenerator random,
      Weather weather,
      String id,
      boolean editor) {
    this.simulation = simulation;
    this.time = time;
    this.random = random;
    this.weather = weather;
    this.typing = new RandomTyping(random, weather.endings());
    this.id = id;
    this.editor = editor;
  }

  String id() {
    return id;
  }

  boolean editor() {
    return editor;
  }

  @Nullable SimulatedSocket socket() {
    return socket;
  }

  void start() {
    connect();
    type();
  }

  private void connect() {
    reconnecting = false;
    if (socket != null || absent) {
      return;
    }
    SimulatedSocket opened = simulation.connect(this);
    if (opened == null) {
      reconnectLater();
      return;
    }
    socket = opened;
    joined = false;
    sentHere = false;
    opened.send(
        new ClientMessage.Join(
            id,
            Optional.ofNullable(replica).map(ModelReplica::revision),
            Optional.empty(),
            Optional.empty()));
  }

  private void reconnectLater() {
    if (!reconnecting && !absent) {
      reconnecting = true;
      time.afterMicros(random.nextInt(200_000), this::connect);
    }
  }

  /** The connection is gone, or the client drops it. */
  void disconnected(SimulatedSocket which) {
    if (socket == which) {
      socket = null;
      reconnectLater();
    }
  }

  void closedByServer(SimulatedSocket which, int code) {
    if (socket != which) {
      return;
    }
    if (code == CloseReason.INVALID_EDIT.closeCode()
        || code == CloseReason.BAD_MESSAGE.closeCode()
        || code == CloseReason.UNKNOWN_REVISION.closeCode()
        || code == CloseReason.NOT_FOUND.closeCode()) {
      throw new AssertionError("client " + id + " did nothing wrong but was closed with " + code);
    }
    which.cut();
    disconnected(which);
  }

  /** Goes away for a long time, or comes back. */
  void absent(boolean away) {
    absent = away;
    if (away && socket != null) {
      SimulatedSocket left = socket;
      socket = null;
      left.cut();
    } else if (!away) {
      reconnectLater();
    }
  }

  /** The tab is closed and opened again: only what is on the device remains. */
  void closeTab() {
    if (socket != null) {
      SimulatedSocket left = socket;
      socket = null;
      left.cut();
    }
    replica = kept;
    reconnectLater();
  }

  /** Types once, and again after a pause, as long as the weather lasts. */
  private void type() {
    if (simulation.clearing()) {
      return;
    }
    if (replica != null && editor && replica.buffer().ops().size() < MAX_BUFFERED_OPS) {
      replica = replica.typed(typing.edit(replica.view()));
      keepPerhaps();
      sendIfReady();
    }
    time.afterMicros(random.nextInt(2 * weather.pauseMicros()), this::type);
  }

  void received(SimulatedSocket which, String frame) {
    if (socket != which) {
      return;
    }
    switch (simulation.decode(frame)) {
      case ServerMessage.Joined message -> joined(message);
      case ServerMessage.Change message -> changed(message);
      case ServerMessage.Ack message -> acknowledged(message);
      case ServerMessage.Reject message -> rejected(message);
      case ServerMessage.Document message -> message.role().ifPresent(this::roleChanged);
      case ServerMessage.Error message -> toldError(message);
      case ServerMessage.Plugin message -> {}
      case ServerMessage.Pong() -> {}
    }
    keepPerhaps();
    sendIfReady();
  }

  private void toldError(ServerMessage.Error message) {
    if (weather.endings() > 0 && message.code().equals("invalid_edit")) {
      dropped.add(here().seq()); // it fitted when it was made, but not together with the others'
      joinAfresh();
    } else {
      simulation.toldError(message);
    }
  }

  private void joined(ServerMessage.Joined message) {
    joined = true;
    joinHead = message.head();
    roleChanged(message.role());
    message
        .content()
        .ifPresentOrElse(
            content -> replica = ModelReplica.of(content, message.revision(), highestSeq),
            () ->
                require(
                    message.revision() == here().revision(), () -> "joined at another revision"));
    verify();
  }

  private void roleChanged(String role) {
    editor = role.equals("editor");
  }

  private void changed(ServerMessage.Change message) {
    require(joined, () -> "a change before joined");
    require(
        message.from() == here().revision() && message.revision() > message.from(),
        () -> "expected a change from " + here().revision() + ", got " + message);
    try {
      replica = here().changed(message.revision(), message.deltas());
      verify();
    } catch (MisfitException overtaken) {
      require(!here().synchronizedNow(), () -> "cannot take in " + message);
      dropped.add(here().seq());
      joinAfresh();
    }
  }

  private void acknowledged(ServerMessage.Ack message) {
    simulation.verifyDurable(id, message.seq(), message.revision());
    if (message.revision() <= here().revision()) {
      return; // once more
    }
    require(
        message.revision() == here().revision() + 1
            && message.seq() == here().seq()
            && here().inFlight() != null,
        () ->
            "expected the ack of "
                + here().seq()
                + " after "
                + here().revision()
                + ", got "
                + message);
    replica = here().acknowledged(message.revision());
    verify();
  }

  private void rejected(ServerMessage.Reject message) {
    givenUp.add(message.seq());
    require(message.seq() == here().seq(), () -> "rejected another edit: " + message);
    joinAfresh();
  }

  /** Drops what is pending, as a draft for its user, and starts over. */
  private void joinAfresh() {
    replica = null;
    kept = null;
    if (socket != null) {
      SimulatedSocket left = socket;
      socket = null;
      left.cut();
    }
    reconnectLater();
  }

  private void sendIfReady() {
    ModelReplica now = replica;
    if (now == null || socket == null || !joined || !editor || now.revision() < joinHead) {
      return;
    }
    if (now.inFlight() != null) {
      if (!sentHere) {
        send(socket, now);
      }
    } else if (!now.buffer().isEmpty()) {
      replica = now.sending();
      send(socket, here());
    }
  }

  private void send(SimulatedSocket over, ModelReplica now) {
    Delta delta = now.inFlight();
    if (delta == null) {
      throw new AssertionError("nothing to send: " + now);
    }
    kept = now;
    highestSeq = Math.max(highestSeq, now.seq());
    sent.add(now.seq());
    sentHere = true;
    ClientMessage.Edit edit = new ClientMessage.Edit(now.seq(), now.revision(), delta);
    over.send(edit);
    if (random.nextDouble() < weather.duplicates()) {
      over.send(edit);
    }
  }

  private void keepPerhaps() {
    if (random.nextInt(3) == 0 && replica != null) {
      kept = replica;
    }
  }

  /** Where nothing is pending, the replica is what the log says. */
  private void verify() {
    ModelReplica now = here();
    if (now.synchronizedNow()) {
      simulation.verifyContent(id, now);
    }
  }

  private ModelReplica here() {
    if (replica == null) {
      throw new AssertionError("client " + id + " was sent something before it joined");
    }
    return replica;
  }

  private void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError("client " + id + ": " + otherwise.get());
    }
  }

  /** Everything that it had to say was said, and it has everything there is. */
  boolean settled(long head) {
    ModelReplica now = replica;
    return socket != null
        && joined
        && now != null
        && (now.synchronizedNow() || !editor)
        && now.revision() == head;
  }

  /** At the end: what it shows, and that each edit that it did not give up is there. */
  void verifyAtEnd() {
    if (!editor && !here().synchronizedNow()) {
      return; // its right was taken away with something pending, which nobody will ever take
    }
    simulation.verifyContent(id, here());
    for (long seq : sent) {
      if (!dropped.contains(seq) && givenUp.contains(seq) == simulation.committed(id, seq)) {
        throw new AssertionError(
            "client "
                + id
                + ": edit "
                + seq
                + (givenUp.contains(seq) ? " was rejected" : "")
                + " and is "
                + (simulation.committed(id, seq) ? "" : "not ")
                + "in the log");
      }
    }
  }

  @Override
  public String toString() {
    ModelReplica now = replica;
    return id
        + (socket == null ? " offline" : joined ? " joined" : " joining")
        + (editor ? "" : " as viewer")
        + (now == null
            ? " with nothing"
            : " at " + now.revision() + (now.inFlight() == null ? "" : " awaiting " + now.seq()));
  }
}
