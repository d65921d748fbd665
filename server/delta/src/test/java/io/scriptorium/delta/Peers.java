package io.scriptorium.delta;

import java.util.ArrayList;
import java.util.List;

/**
 * One log and several replicas that edit one document at once, by the protocol's rules: an edit is
 * rebased over one revision at a time, the latecomer first; a replica has one edit in flight and
 * composes what follows into a buffer. What is sent arrives when chance says so.
 */
final class Peers {
  private record Edit(int author, Delta delta) {}

  private final class Replica {
    private final int name;
    private Delta document;
    private int revision;
    private Delta inFlight = Delta.EMPTY;
    private int inFlightRevision;
    private boolean waiting;
    private Delta buffer = Delta.EMPTY;

    Replica(int name) {
      this.name = name;
      document = log.getFirst().delta();
    }

    void type() {
      var edit = random.rawChange(document.length());
      document = document.compose(edit);
      buffer = buffer.compose(edit);
    }

    void send() {
      if (!waiting && !buffer.isEmpty()) {
        inFlight = buffer;
        inFlightRevision = revision;
        buffer = Delta.EMPTY;
        waiting = true;
      }
    }

    /** The server orders the edit that this replica has in flight. */
    void arrive() {
      if (!waiting || inFlightRevision < 0) {
        return;
      }
      var rebased = inFlight(inFlightRevision);
      log.add(new Edit(name, rebased));
      inFlightRevision = -1;
    }

    private Delta inFlight(int base) {
      var rebased = sent.get(name);
      for (var later : log.subList(base + 1, log.size())) {
        rebased = later.delta().transform(rebased, Priority.SECOND);
      }
      return rebased;
    }

    void receive() {
      if (revision + 1 >= log.size()) {
        return;
      }
      var change = log.get(++revision);
      if (change.author() == name) {
        inFlight = Delta.EMPTY;
        waiting = false;
        return;
      }
      var overInFlight = inFlight.transform(change.delta(), Priority.FIRST);
      inFlight = change.delta().transform(inFlight, Priority.SECOND);
      document = document.compose(buffer.transform(overInFlight, Priority.FIRST));
      buffer = overInFlight.transform(buffer, Priority.SECOND);
    }
  }

  private final RandomDeltas random;
  private final List<Edit> log = new ArrayList<>();
  private final List<Delta> sent = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();

  Peers(RandomDeltas random, int count) {
    this.random = random;
    log.add(new Edit(-1, random.document()));
    for (int i = 0; i < count; i++) {
      replicas.add(new Replica(i));
      sent.add(Delta.EMPTY);
    }
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      var replica = replicas.get(random.random().nextInt(replicas.size()));
      switch (random.random().nextInt(4)) {
        case 0 -> replica.type();
        case 1 -> send(replica);
        case 2 -> replica.arrive();
        default -> replica.receive();
      }
    }
    while (replicas.stream().anyMatch(this::isBehind)) {
      for (var replica : replicas) {
        replica.receive();
        send(replica);
        replica.arrive();
      }
    }
  }

  private void send(Replica replica) {
    if (!replica.waiting) {
      replica.send();
      sent.set(replica.name, replica.inFlight);
    }
  }

  private boolean isBehind(Replica replica) {
    return replica.waiting || !replica.buffer.isEmpty() || replica.revision + 1 < log.size();
  }

  /** The log's document: its changes in turn. */
  Delta log() {
    var document = Delta.EMPTY;
    for (var edit : log) {
      document = document.compose(edit.delta());
    }
    return document;
  }

  List<Delta> documents() {
    return replicas.stream().map(replica -> replica.document).toList();
  }
}
