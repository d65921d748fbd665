package io.scriptorium.bench.load;

import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ClientMessageJson;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One connection to a document, that of somebody who writes nothing and moves his caret. */
final class Mover implements RawSocket.Listener {
  private static final String PRESENCE = "presence";

  private final Carets carets;
  private final RawSocket socket;
  private final Map<String, Integer> known = new HashMap<>();
  private final Arrivals arrivals = new Arrivals();
  private String session = "";
  private long revision;
  private int length;
  private int place = Whereabouts.NOWHERE;
  private long moved;
  private long bytes;
  private boolean leaving;

  Mover(Loop loop, URI address, Carets carets) throws IOException {
    this.carets = carets;
    this.socket = RawSocket.open(loop, address, this);
  }

  /** The session's id; empty until it has joined. */
  String session() {
    return session;
  }

  /** Where its caret is. */
  int place() {
    return place;
  }

  /** When it went there, as a {@link System#nanoTime}. */
  long moved() {
    return moved;
  }

  /** Where it was told that everybody is, itself included, by session. */
  Map<String, Integer> known() {
    return known;
  }

  /** What it was sent while that counted, of whatever kind. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** How many bytes of messages that was. */
  long bytes() {
    return bytes;
  }

  /** Puts its caret somewhere else. */
  void move(RandomGenerator random) {
    if (leaving) {
      return;
    }
    int before = place;
    while (place == before) {
      place = random.nextInt(length);
    }
    moved = System.nanoTime();
    String body =
        "{\"selection\":{\"index\":%d,\"length\":0},\"revision\":%d}".formatted(place, revision);
    socket.send(ClientMessageJson.encode(new ClientMessage.Plugin(PRESENCE, body)));
  }

  /** Goes; what happens to the connection from now on is no fault. */
  void leave() {
    leaving = true;
    socket.close();
  }

  @Override
  public void opened() {
    socket.send(Newcomer.join());
  }

  @Override
  public void text(byte[] message) {
    long now = System.nanoTime();
    if (carets.counts(now)) {
      arrivals.add(now);
      bytes += message.length;
    }
    switch (carets.decode(message)) {
      case ServerMessage.Joined joined -> joined(joined);
      case ServerMessage.Plugin news when PRESENCE.equals(news.plugin()) -> told(news.body(), now);
      case ServerMessage.Plugin ignored -> {}
      case ServerMessage.Document ignored -> {}
      case ServerMessage.Pong ignored -> {}
      case ServerMessage.Change ignored -> carets.fault("nobody writes, and there is a change");
      case ServerMessage.Ack ignored -> carets.fault("nobody writes, and there is an ack");
      case ServerMessage.Reject reject -> carets.fault("rejected: " + reject.code());
      case ServerMessage.Error error -> carets.fault("error: " + error.code());
    }
  }

  private void joined(ServerMessage.Joined joined) {
    session = joined.session();
    revision = joined.revision();
    length = Math.toIntExact(joined.content().orElseThrow().length());
    carets.joined(this);
  }

  private void told(String body, long now) {
    Whereabouts.News news = carets.read(body);
    news.places()
        .forEach((who, where) -> {
          Integer before = known.put(who, where);
          if (!where.equals(before)) {
            carets.seen(who, where, now);
          }
        });
    known.keySet().removeAll(news.left());
  }

  @Override
  public void lost(String why) {
    if (!leaving) {
      carets.fault("a connection was lost: " + why);
    }
  }
}
