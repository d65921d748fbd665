package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks an instance about edits, on a lane of its own, while the author waits: at most {@link
 * #LIMIT} for one, and on average at most {@link #SHARE}. Whoever takes longer pays from a small
 * account; when it is empty, the instance is quarantined. An instance that has not come back from
 * one edit is not asked about the next. So a reviewer that hangs costs all authors together less
 * than {@link #ACCOUNT} and one limit.
 *
 * <p>One that comes back from a quarantine is on trial: until it has given {@link #TRIALS} answers,
 * nobody waits for them, and they decide nothing: it was not asked while it was away, either. So a
 * reviewer that hangs costs its authors something once, however often it is tried again.
 *
 * <p>Usable from any thread.
 */
final class Reviewer {
  /** How long an author waits for one answer. */
  static final Duration LIMIT = Duration.ofMillis(50);

  /** How long an answer may take on average. */
  static final Duration SHARE = Duration.ofMillis(2);

  /** How much longer than that all answers together may have taken. */
  static final Duration ACCOUNT = Duration.ofMillis(100);

  /** So many answers must come without anybody waiting for them, after a quarantine. */
  static final int TRIALS = 20;

  private final PluginRun run;
  private final Plugin plugin;
  private final HookGuard guard;
  private final HookThreads.Lane lane;
  private final HookThreads threads;
  private long balance = ACCOUNT.toNanos();

  /** How many of its answers are still not to be waited for. */
  private volatile int trials;

  /** The question that nobody waits for, or no longer, though the instance is still at it. */
  private volatile @Nullable Question unawaited;

  /**
   * @param onTrial whether it comes back from a quarantine
   */
  Reviewer(
      PluginRun run,
      Plugin plugin,
      HookGuard guard,
      HookThreads.Lane lane,
      HookThreads threads,
      boolean onTrial) {
    this.trials = onTrial ? TRIALS : 0;
    this.run = run;
    this.plugin = plugin;
    this.guard = guard;
    this.lane = lane;
    this.threads = threads;
  }

  /** One edit, and what the instance says to it: yes, unless it says something else. */
  private final class Question implements Runnable {
    private final Submission submission;
    private final Snapshot before;
    private volatile Decision answer = Decision.accept();
    private volatile boolean asked;
    private volatile boolean done;
    private volatile long begun;
    private volatile long ended;

    Question(Submission submission, Snapshot before) {
      this.submission = submission;
      this.before = before;
    }

    @Override
    public void run() {
      begun = threads.nanos();
      asked = true;
      guard.call(Hook.REVIEW, () -> answer = plugin.review(submission, before));
      ended = threads.nanos();
      done = true;
    }

    /** How long it has taken; that it had to wait for a core is not the plugin's fault. */
    long nanos() {
      if (done) {
        return ended - begun;
      }
      return asked ? threads.nanos() - begun : 0;
    }
  }

  /** What the instance says, if it says it in time. */
  Decision review(Submission submission, Snapshot before) {
    if (!run.alive() || isAtIt()) {
      return Decision.accept();
    }
    var question = new Question(submission, before);
    if (trials > 0) {
      tryOut(question);
      return Decision.accept();
    }
    boolean inTime = lane.runWithin(LIMIT, question);
    if (!inTime && question.asked) {
      unawaited = question;
      lane.fallBehind();
    }
    charge(question.nanos());
    return inTime ? question.answer : Decision.accept();
  }

  private boolean isAtIt() {
    Question last = unawaited;
    return last != null && !last.done;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only here, under the lock
  private synchronized void tryOut(Question question) {
    if (!isAtIt() && trials > 0) {
      trials--;
      unawaited = question;
      lane.run(() -> {
        question.run();
        charge(question.nanos());
      });
    }
  }

  private void charge(long nanos) {
    if (isExhausted(nanos)) {
      run.exceeded(
          Hook.REVIEW,
          "review takes longer than " + SHARE.toMillis() + " ms an edit, for which authors wait");
    }
  }

  private synchronized boolean isExhausted(long nanos) {
    balance = Math.min(ACCOUNT.toNanos(), balance + SHARE.toNanos() - nanos);
    return balance < 0;
  }

  /** The watch comes by; see {@link HookGuard#tick}. */
  boolean hangs() {
    Question last = unawaited;
    if (last != null && !last.done && last.nanos() > LIMIT.toNanos()) {
      lane.fallBehind();
    }
    return guard.tick().isPresent();
  }

  void interrupt() {
    lane.interrupt();
  }

  /** Asks nothing more. */
  void end() {
    if (guard.busy()) {
      lane.interrupt();
    }
    lane.end();
  }
}
