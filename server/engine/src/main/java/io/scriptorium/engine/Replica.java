package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.Revision;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an open document knows of one client: its newest committed edit, its edit on the way, and
 * the one session that it has here. Exactly-once rests on it: an edit is new only if its seq is
 * above all that came before. It belongs to the document's thread and is forgotten when the client
 * has left and nothing of it is on the way; the next join asks the log.
 */
final class Replica {
  /** How many edits may wait for the one in flight; an honest client has none waiting. */
  static final int MAX_QUEUED = 256;

  private static final long NONE = -1;

  private final ClientId client;
  private boolean known;
  private long committedSeq = NONE;
  private long committedRevision;
  private long acceptedSeq = NONE;
  private long rejectedSeq = NONE;
  private @Nullable ClientSession session;
  private @Nullable Joining joining;

  /** Edits that came before the ack of the one in flight, in their order. */
  private final ArrayDeque<Runnable> queued = new ArrayDeque<>();

  /** Whether the first of those that waited is being taken: no other may come before it. */
  private boolean turning;

  Replica(ClientId client) {
    this.client = client;
  }

  /** What an edit of this seq is. */
  enum Standing {
    /** Turned down before; sent again, it is so again. */
    REJECTED,
    /** Not seen before, and nothing of this client's on the way. */
    NEW,
    /** On the way: its ack will come. */
    ON_THE_WAY,
    /** The newest committed one. */
    COMMITTED,
    /** Below the newest committed one: committed or never to be. */
    OLDER,
    /** Not seen before, with another one on the way or waiting: its turn comes. */
    SECOND
  }

  Standing standing(long seq) {
    if (seq == acceptedSeq) {
      return Standing.ON_THE_WAY;
    }
    if (seq == committedSeq) {
      return Standing.COMMITTED;
    }
    if (seq < committedSeq) {
      return Standing.OLDER;
    }
    if (seq == rejectedSeq) {
      return Standing.REJECTED;
    }
    boolean free = acceptedSeq == NONE && (turning || queued.isEmpty());
    return free ? Standing.NEW : Standing.SECOND;
  }

  ClientId client() {
    return client;
  }

  /** Whether the log was asked for the newest edit, or has been followed since. */
  boolean known() {
    return known;
  }

  /** Takes the log's answer. */
  void learn(Optional<Change> newest) {
    known = true;
    newest.ifPresent(this::committed);
  }

  /** The revision that the newest committed edit made; 0 if there is none. */
  long committedRevision() {
    return committedRevision;
  }

  /** The revision that an edit became, if it is the newest committed one. */
  Optional<Revision> committedAs(long seq) {
    return seq == committedSeq ? Optional.of(new Revision(committedRevision)) : Optional.empty();
  }

  /** An edit is on the way now. */
  void accepted(long seq) {
    acceptedSeq = seq;
  }

  /** Has an edit wait for its turn; false if too many do. */
  boolean queues(Runnable turn) {
    return queued.size() < MAX_QUEUED && queued.add(turn);
  }

  /** Takes edits that waited, until one is on the way or none is left. */
  void takeQueued() {
    while (acceptedSeq == NONE && !queued.isEmpty()) {
      Runnable turn = queued.remove();
      turning = true;
      turn.run();
      turning = false;
    }
  }

  /** Whether edits wait for their turn. */
  boolean hasQueued() {
    return !queued.isEmpty();
  }

  /** Whether this edit is on the way still. */
  boolean awaits(long seq) {
    return acceptedSeq == seq;
  }

  /** Whether any edit is on the way. */
  boolean awaitsAny() {
    return acceptedSeq != NONE;
  }

  /** The edit on the way will not be committed. */
  void dropped() {
    acceptedSeq = NONE;
  }

  /** An edit was turned down with a {@code reject}. */
  void rejected(long seq) {
    rejectedSeq = seq;
  }

  /** A change of this client's is durable. */
  void committed(Change change) {
    if (change.id().seq() > committedSeq) {
      committedSeq = change.id().seq();
      committedRevision = change.revision().number();
    }
    if (change.id().seq() == acceptedSeq) {
      acceptedSeq = NONE;
    }
  }

  /** The session of this client that has its place here. */
  Optional<ClientSession> session() {
    return Optional.ofNullable(session);
  }

  /** The one that asks to be let in. */
  Optional<Joining> joining() {
    return Optional.ofNullable(joining);
  }

  /** A session of this client asks to be let in. */
  void joins(Joining newcomer) {
    joining = newcomer;
  }

  /** The session that asked is in. */
  void seated(ClientSession newcomer) {
    joining = null;
    session = newcomer;
    rejectedSeq = NONE; // what it did not hear of it may try again
  }

  /** A session of this client has left. */
  void left(ClientSession leaver) {
    if (joining != null && joining.session() == leaver) {
      joining = null;
    }
    if (session == leaver) {
      session = null;
      queued.clear(); // never accepted: its client sends them again
    }
  }

  /** Whether nothing here is worth keeping that the log does not have. */
  boolean forgettable() {
    return session == null && joining == null && acceptedSeq == NONE && queued.isEmpty();
  }
}
