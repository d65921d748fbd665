package io.scriptorium.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Priority;
import io.scriptorium.delta.RandomDocuments;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Replicas and the plainest server there can be, on a network that delays and loses connections:
 * all end alike, and every edit counts once. Every run takes a fresh seed and prints it; {@code
 * -Dscriptorium.seed=N} replays it.
 */
class ReplicaConvergenceTest {
  private static final long SEED = Long.getLong("scriptorium.seed", new Random().nextLong());
  private static final int RUNS = 30;
  private static final int STEPS = 400;

  @Test
  void allPeersAgree() {
    RandomGenerator seeds = new SplittableRandom(SEED);
    for (int run = 0; run < RUNS; run++) {
      long seed = seeds.nextLong();
      String name = "seed " + SEED + ", run " + run;
      new Run(new SplittableRandom(seed), name).play();
    }
  }

  /** A committed edit. */
  private record Committed(int author, long seq, Delta delta) {}

  /** The log, and nothing else: an edit is carried over one revision at a time. */
  private static final class Server {
    private final List<Committed> log = new ArrayList<>();
    private final RichText start;
    private final List<RichText> versions = new ArrayList<>();
    private RichText document;

    Server(RichText start) {
      this.start = start;
      this.document = start;
      versions.add(start);
    }

    void submit(int author, ClientMessage.Edit edit) {
      if (log.stream().anyMatch(c -> c.author() == author && c.seq() == edit.seq())) {
        return;
      }
      Delta delta = edit.delta();
      for (Committed later : log.subList((int) edit.revision(), log.size())) {
        delta = later.delta().transform(delta, Priority.SECOND);
      }
      document = document.apply(delta);
      versions.add(document);
      log.add(new Committed(author, edit.seq(), delta));
    }

    /** What is next for a connection of {@code author} that was last sent {@code revision}. */
    ServerMessage next(int author, int revision, int atMost) {
      Committed first = log.get(revision);
      if (first.author() == author) {
        return new ServerMessage.Ack(first.seq(), revision + 1L);
      }
      List<Delta> deltas = new ArrayList<>();
      for (Committed committed : log.subList(revision, log.size())) {
        if (committed.author() == author || deltas.size() == atMost) {
          break;
        }
        deltas.add(committed.delta());
      }
      return new ServerMessage.Change(
          revision, revision + (long) deltas.size(), deltas, List.of("other"));
    }
  }

  /** One replica with its connection: what is under way in both directions. */
  private static final class Peer {
    private final int id;
    private final Deque<ClientMessage.Edit> up = new ArrayDeque<>();
    private final Deque<ServerMessage> down = new ArrayDeque<>();
    private Replica replica;
    private int sentRevision;

    Peer(int id, Replica replica) {
      this.id = id;
      this.replica = replica;
    }
  }

  /** One simulated afternoon. */
  private static final class Run {
    private final RandomGenerator random;
    private final RandomDocuments documents;
    private final String name;
    private final Server server;
    private final List<Peer> peers = new ArrayList<>();
    private long edits;

    Run(RandomGenerator random, String name) {
      this.random = random;
      this.documents = new RandomDocuments(random);
      this.name = name;
      this.server = new Server(RichText.of(documents.document(5)));
      for (int id = 0; id < 4; id++) {
        peers.add(new Peer(id, Replica.of(joined(0, 0, Optional.of(server.start.toDelta())))));
      }
    }

    void play() {
      for (int step = 0; step < STEPS; step++) {
        Peer peer = peers.get(random.nextInt(peers.size()));
        step(peer, random.nextInt(100));
        check(peer);
      }
      settle();
    }

    private void step(Peer peer, int dice) {
      if (dice < 25) {
        peer.replica = peer.replica.edited(documents.change(peer.replica.content(), 2));
        edits++;
      } else if (dice < 45) {
        send(peer);
      } else if (dice < 60) {
        arriveAtServer(peer);
      } else if (dice < 78) {
        serverSends(peer);
      } else if (dice < 96) {
        arriveAtReplica(peer);
      } else {
        reconnect(peer);
      }
    }

    private void send(Peer peer) {
      peer.replica
          .toSend()
          .ifPresent(edit -> {
            peer.up.add(edit);
            peer.replica = peer.replica.sent();
          });
    }

    private void arriveAtServer(Peer peer) {
      if (!peer.up.isEmpty()) {
        server.submit(peer.id, peer.up.remove());
      }
    }

    private void serverSends(Peer peer) {
      if (peer.sentRevision < server.log.size()) {
        ServerMessage message = server.next(peer.id, peer.sentRevision, 1 + random.nextInt(5));
        peer.sentRevision =
            switch (message) {
              case ServerMessage.Change change -> (int) change.revision();
              case ServerMessage.Ack ack -> (int) ack.revision();
              case ServerMessage other -> throw new AssertionError(other);
            };
        peer.down.add(message);
      }
    }

    private void arriveAtReplica(Peer peer) {
      if (peer.down.isEmpty()) {
        return;
      }
      Reception reception =
          switch (peer.down.remove()) {
            case ServerMessage.Joined joined -> peer.replica.resumed(joined);
            case ServerMessage.Change change -> peer.replica.changed(change);
            case ServerMessage.Ack ack -> peer.replica.acknowledged(ack);
            case ServerMessage other -> throw new AssertionError(other);
          };
      RichText before = peer.replica.content();
      Reception.Taken taken = assertInstanceOf(Reception.Taken.class, reception, name);
      RichText shown = before;
      for (Delta delta : taken.shown()) {
        shown = shown.apply(delta);
      }
      assertEquals(shown, taken.replica().content(), name);
      peer.replica = taken.replica();
    }

    private void reconnect(Peer peer) {
      peer.up.clear();
      peer.down.clear();
      peer.replica = peer.replica.disconnected();
      peer.sentRevision = (int) peer.replica.revision();
      peer.down.add(joined(peer.replica.revision(), server.log.size(), Optional.empty()));
    }

    private void settle() {
      while (peers.stream().anyMatch(this::busy)) {
        for (Peer peer : peers) {
          send(peer);
          arriveAtServer(peer);
          serverSends(peer);
          arriveAtReplica(peer);
          check(peer);
        }
      }
      for (Peer peer : peers) {
        assertEquals(server.document, peer.replica.document(), name);
        assertEquals(server.document, peer.replica.content(), name);
        long own = server.log.stream().filter(c -> c.author() == peer.id).count();
        assertEquals(peer.replica.lastSeq(), own, name + ": each of its edits once");
      }
      assertTrue(edits > STEPS / 10, name);
    }

    private boolean busy(Peer peer) {
      return !peer.up.isEmpty()
          || !peer.down.isEmpty()
          || peer.replica.revision() < server.log.size()
          || !peer.replica.state().pending().isEmpty();
    }

    /** The law of the replica, and that its document is the one that the log says. */
    private void check(Peer peer) {
      Replica replica = peer.replica;
      RichText known = server.versions.get((int) replica.revision());
      assertEquals(known, replica.document(), name);
      RichText expected = replica.document();
      for (Delta pending : replica.state().pending()) {
        expected = expected.apply(pending);
      }
      assertEquals(expected, replica.content(), name);
    }

    private static ServerMessage.Joined joined(long revision, long head, Optional<Delta> content) {
      return new ServerMessage.Joined(
          "s",
          revision,
          head,
          content,
          "editor",
          new ServerMessage.DocumentInfo("d", "Title"),
          List.of());
    }
  }
}
