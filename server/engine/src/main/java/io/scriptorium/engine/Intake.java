package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Submission;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import java.time.Instant;

/**
 * Looks at an edit before it is accepted: was it sent before, may its author write, is it based on
 * what its replica can know. Belongs to the document's thread.
 */
final class Intake {
  private final DocumentId document;
  private final ServerParts parts;
  private final Sequencer sequencer;
  private final Background background;

  Intake(DocumentId document, ServerParts parts, Sequencer sequencer, Background background) {
    this.document = document;
    this.parts = parts;
    this.sequencer = sequencer;
    this.background = background;
  }

  /** Takes an edit, new or sent again, through a session that has its place. */
  void take(ClientSession session, Seat seat, ClientMessage.Edit edit, Instant received) {
    switch (seat.replica().standing(edit.seq())) {
      case NEW -> takeNew(session, seat, edit, received);
      case REJECTED -> {} // it was told
      case ON_THE_WAY -> {} // its ack comes when it is durable
      case COMMITTED -> acknowledge(session, edit.seq(), seat.replica().committedRevision());
      case OLDER -> lookUp(session, seat, edit.seq());
      case SECOND -> queue(session, seat, edit, received);
    }
  }

  /** A client that does not wait for its acks: its edits are taken one after the other. */
  private void queue(ClientSession session, Seat seat, ClientMessage.Edit edit, Instant received) {
    Runnable turn =
        () -> {
          if (!session.ended()) {
            take(session, seat, edit, received);
          }
        };
    if (!seat.replica().queues(turn)) {
      session.fail(
          CloseReason.TOO_MANY,
          "more than "
              + Replica.MAX_QUEUED
              + " edits came before the ack of the one in flight: wait for the ack");
    }
  }

  /** Once more, unless the cursor has yet to come by: it says it at its place in the order. */
  private static void acknowledge(ClientSession session, long seq, long revision) {
    if (session.outbox().sent() >= revision) {
      session.post(new ServerMessage.Ack(seq, revision));
    }
  }

  private void lookUp(ClientSession session, Seat seat, long seq) {
    SubmissionId id = new SubmissionId(seat.replica().client(), seq);
    background.call(
        "find an edit",
        () -> parts.log().find(document, id),
        found ->
            found.ifPresentOrElse(
                change -> acknowledge(session, seq, change.revision().number()),
                () ->
                    session.fail(
                        CloseReason.BAD_MESSAGE,
                        "edit " + seq + " comes after a later one: seq must rise")),
        failure ->
            session.fail(CloseReason.STORE_UNAVAILABLE, "the document cannot be read just now"));
  }

  private void takeNew(ClientSession session, Seat seat, ClientMessage.Edit edit, Instant at) {
    long head = sequencer.committed().revision().number();
    long inserted = Placement.inserted(edit.delta());
    if (!seat.role().mayEdit() || edit.revision() < seat.mayEditFrom()) {
      seat.replica().rejected(edit.seq());
      session.reject(
          edit.seq(), CloseReason.FORBIDDEN.errorCode(), "you may read this document, not edit it");
    } else if (edit.revision() > head) {
      session.fail(
          CloseReason.UNKNOWN_REVISION,
          "edit " + edit.seq() + " is based on " + edit.revision() + ", the head is " + head);
    } else if (inserted > parts.limits().editChars()) {
      session.fail(CloseReason.TOO_LARGE, tooLarge(parts.limits(), inserted));
    } else {
      sequencer.submit(accepted(session, seat, edit, at));
    }
  }

  static String tooLarge(Limits limits, long inserted) {
    return "an edit may insert " + limits.editChars() + " code units, got " + inserted;
  }

  private AcceptedEdit accepted(
      ClientSession session, Seat seat, ClientMessage.Edit edit, Instant received) {
    Submission submission =
        new Submission(
            document,
            new SubmissionId(seat.replica().client(), edit.seq()),
            session.id(),
            seat.author(),
            new Revision(edit.revision()),
            edit.delta());
    return new AcceptedEdit(session, seat.replica(), submission, received);
  }
}
