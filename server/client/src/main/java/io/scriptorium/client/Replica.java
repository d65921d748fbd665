package io.scriptorium.client;

import io.scriptorium.client.SyncState.AwaitingAck;
import io.scriptorium.client.SyncState.AwaitingAckWithBuffer;
import io.scriptorium.client.SyncState.InFlight;
import io.scriptorium.client.SyncState.Passage;
import io.scriptorium.client.SyncState.Synchronized;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.MisfitException;
import io.scriptorium.delta.Priority;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client's copy of a document, and the whole of what it takes to keep it in step: an immutable
 * value whose methods are pure functions. It knows no socket, no clock and no thread; {@link
 * DocumentClient} gives it those.
 *
 * <p>The law that all of it keeps: {@code content} is {@code document}, then the edit in flight,
 * then the buffer. Nothing that was edited is ever dropped here; where the server's word does not
 * fit, a {@link Reception} says so and the replica stays as it was.
 *
 * @param revision that this replica has
 * @param document as it is at that revision
 * @param content the document with this replica's own pending edits: what its user sees
 * @param lastSeq the number of this replica's last edit; 0 before the first
 * @param link how it hears of the server
 * @param state what is pending
 */
public record Replica(
    long revision, RichText document, RichText content, long lastSeq, Link link, SyncState state) {

  /** A fresh replica, as the server described the document when it joined without a revision. */
  public static Replica of(ServerMessage.Joined joined) {
    return of(joined, 0);
  }

  /** A fresh copy for a client that has numbered its edits up to {@code lastSeq}. */
  public static Replica of(ServerMessage.Joined joined, long lastSeq) {
    Delta content =
        joined
            .content()
            .orElseThrow(() -> new IllegalArgumentException("joined has no content: " + joined));
    RichText document = RichText.of(content);
    Link link = towards(joined.revision(), joined.head());
    return new Replica(joined.revision(), document, document, lastSeq, link, new Synchronized());
  }

  /**
   * This replica after its user's edit of {@code content}.
   *
   * @throws MisfitException if it does not fit the content
   */
  public Replica edited(Delta edit) {
    if (edit.isEmpty()) {
      return this;
    }
    RichText after = content.apply(edit);
    return switch (state) {
      case Synchronized() -> numbered(after, edit);
      case AwaitingAck(InFlight inFlight) -> with(after, new AwaitingAckWithBuffer(inFlight, edit));
      case AwaitingAckWithBuffer(InFlight inFlight, Delta buffer) ->
          with(after, new AwaitingAckWithBuffer(inFlight, buffer.compose(edit)));
    };
  }

  private Replica numbered(RichText after, Delta edit) {
    InFlight inFlight = new InFlight(lastSeq + 1, edit, Passage.WAITING);
    return new Replica(revision, document, after, inFlight.seq(), link, new AwaitingAck(inFlight));
  }

  /** What is to be sent now, if anything is; whoever sends it says so with {@link #sent}. */
  public Optional<ClientMessage.Edit> toSend() {
    return inFlight()
        .filter(edit -> link instanceof Link.Up && edit.passage() != Passage.SENT)
        .map(edit -> new ClientMessage.Edit(edit.seq(), revision, edit.delta()));
  }

  /** This replica after {@link #toSend} was sent. */
  public Replica sent() {
    return withPassage(Passage.SENT);
  }

  /** The edit in flight, if there is one. */
  public Optional<InFlight> inFlight() {
    return switch (state) {
      case Synchronized() -> Optional.empty();
      case AwaitingAck(InFlight inFlight) -> Optional.of(inFlight);
      case AwaitingAckWithBuffer(InFlight inFlight, Delta ignored) -> Optional.of(inFlight);
    };
  }

  /** Everything that is pending, as one edit of {@code document}; empty for none. */
  public Delta pending() {
    return Delta.composeAll(state.pending());
  }

  /** This replica with its connection gone: what was sent may have arrived or not. */
  public Replica disconnected() {
    boolean unsure = inFlight().filter(edit -> edit.passage() == Passage.SENT).isPresent();
    Replica known = unsure ? withPassage(Passage.UNSURE) : this;
    return known.with(new Link.Down());
  }

  /** Takes in the answer to a join that named this replica's revision. */
  public Reception resumed(ServerMessage.Joined joined) {
    if (joined.revision() != revision || joined.head() < revision) {
      return new Reception.Gap(
          "resumed at revision %d with head %d, expected revision %d"
              .formatted(joined.revision(), joined.head(), revision));
    }
    return new Reception.Taken(with(towards(revision, joined.head())), List.of());
  }

  /** Takes in others' edits, one after the other. */
  public Reception changed(ServerMessage.Change change) {
    if (change.from() != revision || change.revision() < change.from()) {
      return new Reception.Gap(
          "got a change from revision %d to %d, expected one from %d"
              .formatted(change.from(), change.revision(), revision));
    }
    try {
      List<Delta> shown = new ArrayList<>();
      Replica replica = this;
      for (Delta delta : change.deltas()) {
        replica = replica.rebased(delta, shown);
      }
      return new Reception.Taken(replica.arrived(change.revision()), shown);
    } catch (MisfitException e) {
      return new Reception.Clash(
          "the change from revision %d to %d does not go with what is here: %s"
              .formatted(change.from(), change.revision(), e.getMessage()));
    }
  }

  /**
   * Carries what is pending over one committed delta. The latecomer goes first: the pending edit's
   * text ends up in front, and its attributes stay.
   */
  private Replica rebased(Delta delta, List<Delta> shown) {
    return switch (state) {
      case Synchronized() -> {
        shown.add(delta);
        RichText after = document.apply(delta);
        yield new Replica(revision, after, after, lastSeq, link, state);
      }
      case AwaitingAck(InFlight inFlight) -> {
        Delta seen = inFlight.delta().transform(delta, Priority.FIRST);
        yield rebased(delta, seen, new AwaitingAck(over(delta, inFlight)), shown);
      }
      case AwaitingAckWithBuffer(InFlight inFlight, Delta buffer) -> {
        Delta between = inFlight.delta().transform(delta, Priority.FIRST);
        Delta seen = buffer.transform(between, Priority.FIRST);
        Delta next = between.transform(buffer, Priority.SECOND);
        SyncState after = new AwaitingAckWithBuffer(over(delta, inFlight), next);
        yield rebased(delta, seen, after, shown);
      }
    };
  }

  private Replica rebased(Delta delta, Delta seen, SyncState after, List<Delta> shown) {
    shown.add(seen);
    return new Replica(revision, document.apply(delta), content.apply(seen), lastSeq, link, after);
  }

  private static InFlight over(Delta committed, InFlight edit) {
    Delta carried = committed.transform(edit.delta(), Priority.SECOND);
    return new InFlight(edit.seq(), carried, edit.passage());
  }

  /** Takes in that this replica's own edit was committed. */
  public Reception acknowledged(ServerMessage.Ack ack) {
    Optional<InFlight> answered =
        inFlight().filter(edit -> edit.seq() == ack.seq() && edit.passage() != Passage.WAITING);
    if (answered.isEmpty()) {
      return ack.revision() <= revision
          ? new Reception.Taken(this, List.of()) // of an edit whose ack was taken in before
          : new Reception.Clash(
              "edit %d became revision %d, but this replica, at %d, has no such edit under way"
                  .formatted(ack.seq(), ack.revision(), revision));
    }
    if (ack.revision() != revision + 1) {
      return new Reception.Gap(
          "got an ack of revision %d, expected %d".formatted(ack.revision(), revision + 1));
    }
    return new Reception.Taken(committed(answered.get()).arrived(ack.revision()), List.of());
  }

  private Replica committed(InFlight edit) {
    return switch (state) {
      case Synchronized() -> this;
      case AwaitingAck(InFlight ignored) ->
          new Replica(revision, content, content, lastSeq, link, new Synchronized());
      case AwaitingAckWithBuffer(InFlight ignored, Delta buffer) -> {
        RichText after = document.apply(edit.delta());
        yield new Replica(revision, after, content, lastSeq, link, state).numbered(content, buffer);
      }
    };
  }

  private Replica arrived(long reached) {
    Link after =
        switch (link) {
          case Link.Down() -> link;
          case Link.Up() -> link;
          case Link.CatchingUp(long head) -> towards(reached, head);
        };
    return new Replica(reached, document, content, lastSeq, after, state);
  }

  private static Link towards(long revision, long head) {
    return revision < head ? new Link.CatchingUp(head) : new Link.Up();
  }

  private Replica withPassage(Passage passage) {
    return switch (state) {
      case Synchronized() -> this;
      case AwaitingAck(InFlight edit) ->
          with(content, new AwaitingAck(new InFlight(edit.seq(), edit.delta(), passage)));
      case AwaitingAckWithBuffer(InFlight edit, Delta buffer) ->
          with(
              content,
              new AwaitingAckWithBuffer(new InFlight(edit.seq(), edit.delta(), passage), buffer));
    };
  }

  private Replica with(RichText after, SyncState next) {
    return new Replica(revision, document, after, lastSeq, link, next);
  }

  private Replica with(Link next) {
    return new Replica(revision, document, content, lastSeq, next, state);
  }
}
