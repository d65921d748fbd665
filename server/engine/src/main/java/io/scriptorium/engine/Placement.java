package io.scriptorium.engine;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.MisfitException;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Priority;
import io.scriptorium.delta.RichText;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import io.scriptorium.protocol.CloseReason;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Gives one edit its place after the changes that it had not seen: rebases it, sees whether it
 * fits, asks the plugins. Keeps nothing from edit to edit.
 */
final class Placement {
  private final Limits limits;
  private final PluginHost plugins;
  private final InstantSource clock;

  Placement(ServerParts parts, PluginHost plugins) {
    this.limits = parts.limits();
    this.plugins = plugins;
    this.clock = parts.clock();
  }

  /**
   * The edit as it applies after changes that it had not seen, one after the other. The latecomer
   * goes first, and never over their composition: see the protocol's ground rules.
   */
  static Delta rebase(Delta edit, List<Change> later) {
    Delta rebased = edit;
    for (Change change : later) {
      rebased = change.delta().transform(rebased, Priority.SECOND);
    }
    return rebased;
  }

  /** How much text and embeds an edit inserts, in UTF-16 code units. */
  static long inserted(Delta edit) {
    long inserted = 0;
    for (Op op : edit.ops()) {
      inserted +=
          switch (op) {
            case Op.Insert insert -> insert.length();
            case Op.Embed embed -> embed.length();
            case Op.Retain retain -> 0;
            case Op.Delete delete -> 0;
          };
    }
    return inserted;
  }

  /**
   * Judges an edit.
   *
   * @param later all changes from the edit's base to {@code before}
   * @param before the document that it is to apply to
   */
  Verdict place(AcceptedEdit edit, List<Change> later, Snapshot before) {
    Submission submission = edit.submission();
    long lengthAtBase = before.content().length();
    for (Change change : later) {
      lengthAtBase -= change.delta().changeLength();
    }
    if (submission.delta().baseLength() > lengthAtBase) {
      return invalid(
          submission,
          "it reads "
              + submission.delta().baseLength()
              + " code units where the document has "
              + lengthAtBase);
    }
    Delta rebased = rebase(submission.delta(), later);
    RichText after;
    try {
      after = before.content().apply(rebased);
    } catch (MisfitException misfit) {
      return later.isEmpty() ? invalid(submission, reason(misfit)) : overtaken(submission, misfit);
    }
    if (after.length() > limits.documentChars() && rebased.changeLength() > 0) {
      return new Verdict.Refused(CloseReason.TOO_LARGE, tooLong(submission, after.length()));
    }
    return reviewed(edit.rebased(before.revision(), rebased), before, after);
  }

  private Verdict reviewed(AcceptedEdit edit, Snapshot before, RichText after) {
    Submission submission = edit.submission();
    return switch (plugins.review(submission, before, edit.submitter().plugin())) {
      case Decision.Reject(String reason) -> new Verdict.Rejected("plugin", reason);
      case Decision.Accept() -> {
        Revision revision = before.revision().next();
        yield new Verdict.Ordered(
            new Change(
                revision,
                submission.id(),
                submission.session(),
                submission.author(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                submission.delta()),
            new Snapshot(revision, after));
      }
    };
  }

  private static Verdict invalid(Submission submission, String reason) {
    return new Verdict.Refused(
        CloseReason.INVALID_EDIT,
        "edit "
            + submission.id()
            + " does not fit document "
            + submission.document()
            + " at revision "
            + submission.base()
            + ": "
            + reason);
  }

  /** Nobody's fault: two edits that fit alone, but not together, such as both ends of a text. */
  private static Verdict overtaken(Submission submission, MisfitException misfit) {
    return new Verdict.Rejected(
        CloseReason.INVALID_EDIT.errorCode(),
        "edit "
            + submission.id()
            + " no longer fits the document after what others wrote meanwhile: "
            + reason(misfit));
  }

  private static String reason(MisfitException misfit) {
    return String.valueOf(misfit.getMessage());
  }

  private String tooLong(Submission submission, int length) {
    return "with edit "
        + submission.id()
        + " the document would have "
        + length
        + " code units, the limit is "
        + limits.documentChars();
  }
}
