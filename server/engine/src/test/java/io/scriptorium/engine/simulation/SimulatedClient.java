package io.scriptorium.engine.simulation;

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
  private final boolean model;
  private boolean editor;

  private @Nullable Copy replica;

  /** What is on the device: never behind what was sent. */
  private @Nullable Copy kept;

  private long highestSeq;
  private @Nullable SimulatedSocket socket;
  private boolean joined;
  private boolean reconnecting;
  private boolean absent;
  private final Set<Long> sent = new HashSet<>();

  /** The newest acknowledged edit, which a client that is not sure may send again. */
  private Optional<ClientMessage.Edit> acknowledged = Optional.empty();

  private Optional<ClientMessage.Edit> lastSent = Optional.empty();

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
    this.model = random.nextInt(3) == 0;
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
    opened.send(
        new ClientMessage.Join(
            id,
            Optional.ofNullable(replica).map(Copy::revision),
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
      left();
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

  private void hangUp() {
    SimulatedSocket over = socket;
    if (over != null) {
      left();
      over.cut();
    }
  }

  private void left() {
    socket = null;
    replica = replica == null ? null : replica.disconnected();
  }

  /** Goes away for a long time, or comes back. */
  void absent(boolean away) {
    absent = away;
    if (away) {
      hangUp();
    } else {
      reconnectLater();
    }
  }

  /** The tab is closed and opened again: only what is on the device remains. */
  void closeTab() {
    hangUp();
    Copy onDevice = kept;
    replica = onDevice == null ? null : onDevice.disconnected();
    reconnectLater();
  }

  /** Types once, and again after a pause, as long as the weather lasts. */
  private void type() {
    if (simulation.clearing()) {
      return;
    }
    if (replica != null && editor && replica.bufferedOps() < MAX_BUFFERED_OPS) {
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
    roleChanged(message.role());
    replica = message.content().isPresent() ? fresh(message) : here().resumed(message);
    verify();
    if (random.nextDouble() < 4 * weather.duplicates()) {
      acknowledged.ifPresent(this::sendAgain);
    }
  }

  /** As clients do that do not trust their memory: it must not count twice, not even long after. */
  private void sendAgain(ClientMessage.Edit edit) {
    if (socket != null && editor) {
      socket.send(new ClientMessage.Edit(edit.seq(), here().revision(), edit.delta()));
    }
  }

  private Copy fresh(ServerMessage.Joined message) {
    return model ? ModelCopy.of(message, highestSeq) : ClientCopy.of(message, highestSeq);
  }

  private void roleChanged(String role) {
    editor = role.equals("editor");
  }

  private void changed(ServerMessage.Change message) {
    require(joined, () -> "a change before joined");
    try {
      replica = here().changed(message);
      verify();
    } catch (MisfitException overtaken) {
      require(!here().settled(), () -> "cannot take in " + message);
      dropped.add(here().seq());
      joinAfresh();
    }
  }

  private void acknowledged(ServerMessage.Ack message) {
    simulation.verifyDurable(id, message.seq(), message.revision());
    replica = here().acknowledged(message);
    acknowledged = lastSent.filter(edit -> edit.seq() == message.seq()).or(() -> acknowledged);
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
    hangUp();
    reconnectLater();
  }

  private void sendIfReady() {
    SimulatedSocket over = socket;
    if (over != null && joined && editor) {
      here().toSend().ifPresent(edit -> send(over, edit));
    }
  }

  private void send(SimulatedSocket over, ClientMessage.Edit edit) {
    replica = here().sent();
    kept = replica; // before it goes out, so that a closed tab cannot number another edit like it
    highestSeq = Math.max(highestSeq, edit.seq());
    sent.add(edit.seq());
    lastSent = Optional.of(edit);
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
    Copy now = here();
    if (now.settled()) {
      simulation.verifyContent(id, now);
    }
  }

  private Copy here() {
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
    Copy now = replica;
    return socket != null
        && joined
        && now != null
        && (now.settled() || !editor)
        && now.revision() == head;
  }

  /** At the end: what it shows, and that each edit that it did not give up is there. */
  void verifyAtEnd() {
    if (!editor && !here().settled()) {
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
    Copy now = replica;
    return id
        + (socket == null ? " offline" : joined ? " joined" : " joining")
        + (editor ? "" : " as viewer")
        + (now == null
            ? " with nothing"
            : " at " + now.revision() + (now.settled() ? "" : " awaiting " + now.seq()));
  }
}
