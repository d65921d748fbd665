package io.scriptorium.bench.load;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ClientMessageJson;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One connection to a document, that of somebody who types or of somebody who reads. */
final class Member implements RawSocket.Listener {
  private final Room room;
  private final Tokens tokens;
  private final Figures figures;
  private final RawSocket socket;
  private final BitSet seen = new BitSet();
  private final ArrayDeque<Integer> unacknowledged = new ArrayDeque<>();
  private final BitSet acknowledged = new BitSet();
  private Runnable onAck = () -> {};
  private @Nullable LightReplica replica;
  private long seq;
  private boolean leaving;

  Member(Loop loop, URI address, Room room, Tokens tokens, Figures figures) throws IOException {
    this.room = room;
    this.tokens = tokens;
    this.figures = figures;
    this.socket = RawSocket.open(loop, address, this);
  }

  /** Has something done whenever an edit was acknowledged and none waits. */
  void onAck(Runnable then) {
    onAck = then;
  }

  boolean joined() {
    return replica != null;
  }

  /** Whether it has everything that anybody was sent, its own edits included. */
  boolean settled() {
    LightReplica mine = replica;
    return mine != null && mine.idle() && mine.revision() == room.head();
  }

  /** How many tokens it has seen, its own included. */
  int tokensSeen() {
    return seen.cardinality();
  }

  /** Its own tokens that it was told are safe. */
  BitSet acknowledged() {
    return acknowledged;
  }

  /** Types a token somewhere. */
  void type(RandomGenerator random) {
    LightReplica mine = replica;
    if (mine == null || leaving) {
      return;
    }
    long blocks = mine.length() / Tokens.LENGTH;
    int place = Tokens.LENGTH * (int) random.nextLong(blocks + 1);
    int token = tokens.make();
    room.typed();
    seen.set(token);
    unacknowledged.add(token);
    Op insert = new Op.Insert(Tokens.text(token), Attributes.NONE);
    send(
        mine.edit(
            place == 0
                ? Delta.of(insert)
                : Delta.of(new Op.Retain(place, Attributes.NONE), insert)));
  }

  private void send(Optional<LightReplica.Sending> edit) {
    edit.ifPresent(one ->
        socket.send(
            ClientMessageJson.encode(new ClientMessage.Edit(++seq, one.revision(), one.delta()))));
  }

  /** Goes; what happens to the connection from now on is no fault. */
  void leave() {
    leaving = true;
    socket.close();
  }

  /** The connection is going to break: that is no fault, and nothing more is typed. */
  void expectTheEnd() {
    leaving = true;
  }

  @Override
  public void opened() {
    socket.send(Newcomer.join());
  }

  @Override
  public void text(byte[] message) {
    switch (room.decode(message)) {
      case ServerMessage.Joined joined -> joined(joined);
      case ServerMessage.Change change -> changed(change);
      case ServerMessage.Ack ack -> acknowledged(ack);
      case ServerMessage.Reject reject -> figures.fault("rejected: " + reject.code());
      case ServerMessage.Error error -> figures.fault("error: " + error.code());
      case ServerMessage.Plugin ignored -> {}
      case ServerMessage.Document ignored -> {}
      case ServerMessage.Pong ignored -> {}
    }
  }

  private void joined(ServerMessage.Joined joined) {
    Delta content = joined.content().orElseThrow();
    room.joined(joined.revision(), content);
    replica = new LightReplica(joined.revision(), content.length());
  }

  private void changed(ServerMessage.Change change) {
    LightReplica mine = replica;
    if (mine == null || change.from() != mine.revision()) {
      figures.fault("a change that is not the next one");
      return;
    }
    if (change.deltas().size() != change.revision() - change.from()) {
      figures.fault("changes were composed for an editor");
      return;
    }
    long now = System.nanoTime();
    for (Delta delta : change.deltas()) {
      mine.change(delta);
      record(mine.revision(), delta);
      Tokens.in(delta).forEach(token -> see(token, now));
    }
  }

  private void record(long revision, Delta change) {
    if (!room.agrees(revision, change)) {
      figures.fault("two clients were sent different changes");
    }
  }

  private void see(int token, long now) {
    if (seen.get(token)) {
      figures.fault("a token came twice");
    }
    seen.set(token);
    figures.seen(tokens.made(token), now);
  }

  private void acknowledged(ServerMessage.Ack ack) {
    LightReplica mine = replica;
    if (mine == null || mine.idle() || ack.revision() != mine.revision() + 1) {
      figures.fault("an ack that is not at its place");
      return;
    }
    LightReplica.Settled settled = mine.acknowledged();
    record(ack.revision(), settled.delta());
    long now = System.nanoTime();
    for (int i = 0; i < settled.edits(); i++) {
      int token = unacknowledged.remove();
      acknowledged.set(token);
      figures.acknowledged(tokens.made(token), now);
    }
    send(settled.next());
    if (mine.idle()) {
      onAck.run();
    }
  }

  @Override
  public void lost(String why) {
    if (!leaving) {
      figures.fault("a connection was lost: " + why);
    }
  }
}
