package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;

/**
 * Gives a session its place in an open document. Belongs to the document's thread.
 *
 * <p>A replica has one session at a time: the newest. When it joins, the older one, which its
 * client has given up, is told so and ended with whatever still comes through it, and the join
 * waits until its client's edits that were accepted before are durable or turned down. So what it
 * is sent decides about all of its edits: each is in the content or comes as an ack, or will never
 * be committed unless it is sent again.
 */
final class Admission {
  private final OpenDocument document;
  private final ServerParts parts;
  private final Replicas replicas;
  private final Sequencer sequencer;
  private final Tail tail;
  private final Frames frames;
  private final Background background;

  Admission(
      OpenDocument document,
      ServerParts parts,
      Replicas replicas,
      Sequencer sequencer,
      Tail tail,
      Background background) {
    this.document = document;
    this.parts = parts;
    this.replicas = replicas;
    this.sequencer = sequencer;
    this.tail = tail;
    this.frames = new Frames(parts.encoder());
    this.background = background;
  }

  /** Lets a session in as soon as that can be. */
  void enter(Joining joining) {
    ClientSession session = joining.session();
    session.enters(document, joining.client());
    if (session.ended() || session.seat().isPresent()) {
      return;
    }
    Replica replica = replicas.of(joining.client());
    Optional<ClientSession> olderAsking = replica.joining().map(Joining::session);
    replica.joins(joining); // first, so that the replica is remembered while the older ones leave
    olderAsking.filter(older -> older != session).ifPresent(this::supersede);
    replica.session().ifPresent(this::supersede);
    proceed(replica);
  }

  private void supersede(ClientSession older) {
    older.fail(
        CloseReason.TOO_MANY,
        "another connection has joined as client \""
            + older.client().map(ClientId::value).orElse("")
            + "\": a client has one connection at a time");
    document.leave(older);
  }

  /** Goes on with a client's join, if there is one and its edits on the way have settled. */
  void proceed(Replica replica) {
    replica.joining().ifPresent(joining -> proceed(replica, joining));
  }

  private void proceed(Replica replica, Joining joining) {
    if (replica.awaitsAny()) {
      sequencer.failure().ifPresent(cause -> unavailable(joining, cause));
    } else if (document.outdated(joining)) {
      document.admitAgain(joining);
    } else if (replica.known()) {
      seat(replica, joining);
    } else {
      askLog(replica, joining);
    }
  }

  private void askLog(Replica replica, Joining joining) {
    background.call(
        "find a client's newest edit",
        () -> parts.log().newestOf(document.id(), replica.client()),
        newest -> {
          replica.learn(newest);
          proceed(replica);
        },
        failure -> unavailable(joining, failure));
  }

  private static void unavailable(Joining joining, Throwable cause) {
    joining.session().fail(CloseReason.STORE_UNAVAILABLE, OpenDocument.reason(cause));
  }

  private void seat(Replica replica, Joining joining) {
    ClientSession session = joining.session();
    Snapshot now = sequencer.committed();
    Optional<Revision> asked = joining.join().revision().map(Revision::new);
    if (asked.isPresent() && asked.get().isAfter(now.revision())) {
      session.fail(
          CloseReason.UNKNOWN_REVISION,
          "document "
              + document.id()
              + " is at revision "
              + now.revision()
              + ", got "
              + asked.get());
    } else if (document.seats().taken() >= parts.limits().sessionsPerDocument()) {
      session.fail(
          CloseReason.TOO_MANY,
          "document "
              + document.id()
              + " has "
              + document.seats().taken()
              + " connections, its limit");
    } else {
      seat(replica, joining, now, asked);
    }
  }

  private void seat(Replica replica, Joining joining, Snapshot now, Optional<Revision> asked) {
    ClientSession session = joining.session();
    Role role = joining.granted().role();
    long head = now.revision().number();
    long from = asked.orElse(now.revision()).number();
    // With an edit of its own to come, a replica takes in what came before one by one.
    boolean composed = replica.committedRevision() <= from;
    long whole = role.mayEdit() ? head : Long.MAX_VALUE;
    var stand = new Cursor.Stand(from, head, composed ? whole : 0);
    Cursor cursor = new Cursor(tail, frames, parts, pages(session), replica.client(), stand);
    session.sit(
        new Seat(document, replica, joining.credentials(), joining.granted().author(), role, 0));
    replica.seated(session);
    // Before it can be told that it has joined: what it then says to a plugin must find it there.
    document.seats().take(session);
    String title = document.title();
    session
        .outbox()
        .start(
            cursor,
            () ->
                new ServerMessage.Joined(
                    session.id().value(),
                    from,
                    head,
                    asked.isPresent() ? Optional.empty() : Optional.of(now.content().toDelta()),
                    Seats.wireName(role),
                    new ServerMessage.DocumentInfo(document.id().value(), title),
                    document.plugins()));
    document.seated(session);
  }

  /** Fetches what memory no longer holds. */
  private Cursor.Pages pages(ClientSession session) {
    return (cursor, after, through) -> fetch(session, cursor, after, through);
  }

  private void fetch(ClientSession session, Cursor cursor, long after, long through) {
    background.call(
        "read changes for a session",
        () -> parts.log().read(document.id(), new Revision(after), new Revision(through)),
        changes -> deliver(session, cursor, changes),
        failure -> session.fail(CloseReason.STORE_UNAVAILABLE, OpenDocument.reason(failure)));
  }

  private void deliver(ClientSession session, Cursor cursor, List<Change> changes) {
    if (changes.isEmpty()) {
      session.fail(CloseReason.STORE_UNAVAILABLE, "the document's changes cannot be read now");
    } else {
      cursor.deliver(changes);
      session.outbox().wake();
    }
  }

  /** The head has moved: lets go of frames that nobody is likely to need. */
  void forgetOldFrames() {
    frames.forgetOld(tail.head());
  }
}
