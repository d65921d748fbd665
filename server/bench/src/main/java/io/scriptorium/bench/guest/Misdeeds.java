package io.scriptorium.bench.guest;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Plugins that do what no plugin should. What they do for ever ends at the moment that their jar
 * names in {@link #END}, by when the benchmark has seen what it does: a thread that nobody can stop
 * would be there in the next turn, too.
 */
public final class Misdeeds {
  /** In the jar: when it ends, in milliseconds of the epoch. */
  public static final String END = "/end";

  private static final int MEBIBYTE_OF_LONGS = 1 << 17;
  private static final long END_MILLIS = end();

  private Misdeeds() {}

  private static long end() {
    try (InputStream in = Misdeeds.class.getResourceAsStream(END)) {
      return in == null
          ? Long.MAX_VALUE
          : Long.parseLong(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean goesOn() {
    return System.currentTimeMillis() < END_MILLIS;
  }

  /** Does not return, whoever interrupts. */
  private static void hang() {
    while (goesOn()) {
      LockSupport.parkNanos(10_000_000);
      var _ = Thread.interrupted();
    }
  }

  /** Does not return, and takes a core. */
  private static void spin() {
    while (goesOn()) {
      Thread.onSpinWait();
    }
  }

  private static void rest(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** One of them, for the host: they come one after the other. */
  public abstract static class Guest implements Plugin {
    @Override
    public String name() {
      return "guest";
    }
  }

  /** Does nothing wrong: shows how much two turns differ by themselves. */
  public static final class Idle extends Guest {
    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {}
  }

  /** Throws on every call. */
  public static final class Throws extends Guest {
    @Override
    public Decision review(Submission submission, Snapshot before) {
      throw new IllegalStateException("review");
    }

    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      throw new IllegalStateException("onChange");
    }

    @Override
    public void onJoin(SessionView session) {
      throw new IllegalStateException("onJoin");
    }

    @Override
    public void onLeave(SessionView session) {
      throw new IllegalStateException("onLeave");
    }

    @Override
    public void onDocumentCreated(DocumentInfo document) {
      throw new IllegalStateException("onDocumentCreated");
    }
  }

  /** Hangs in review. */
  public static final class HangsInReview extends Guest {
    @Override
    public Decision review(Submission submission, Snapshot before) {
      hang();
      return Decision.accept();
    }
  }

  /** Hangs in onChange. */
  public static final class HangsInOnChange extends Guest {
    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      hang();
    }
  }

  /** Hangs in start. */
  public static final class HangsInStart extends Guest {
    @Override
    public void start(PluginContext context) {
      hang();
    }
  }

  /** Takes a core in review, and does not return. */
  public static final class SpinsInReview extends Guest {
    @Override
    public Decision review(Submission submission, Snapshot before) {
      spin();
      return Decision.accept();
    }
  }

  /** Takes a core in onChange, and does not return. */
  public static final class SpinsInOnChange extends Guest {
    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      spin();
    }
  }

  /** Thinks 30 ms about every edit. */
  public static final class SlowInReview extends Guest {
    @Override
    public Decision review(Submission submission, Snapshot before) {
      rest(Duration.ofMillis(30));
      return Decision.accept();
    }
  }

  /** Thinks 5 ms about every edit. */
  public static final class SlowishInReview extends Guest {
    @Override
    public Decision review(Submission submission, Snapshot before) {
      rest(Duration.ofMillis(5));
      return Decision.accept();
    }
  }

  /** Takes 200 ms for every change. */
  public static final class SlowInOnChange extends Guest {
    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      rest(Duration.ofMillis(200));
    }
  }

  /** Sends as much as it can. */
  public static final class Floods extends Guest {
    private static final int AT_ONCE = 10_000;
    private static final String BODY = "\"" + "flood".repeat(200) + "\"";

    @Override
    public void start(PluginContext context) {
      context
          .schedule()
          .every(
              Duration.ofMillis(1),
              () -> {
                for (int i = 0; i < AT_ONCE && goesOn(); i++) {
                  context.channel().toEveryone(BODY);
                }
              });
    }
  }

  /** Keeps a mebibyte of every change. */
  public static final class Hoards extends Guest {
    private final List<long[]> kept = new ArrayList<>();

    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      kept.add(new long[MEBIBYTE_OF_LONGS]);
    }
  }

  /** Fills the heap as fast as it can. */
  public static final class HoardsAtOnce extends Guest {
    private final List<long[]> kept = new ArrayList<>();

    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      while (goesOn()) {
        kept.add(new long[MEBIBYTE_OF_LONGS]);
      }
    }
  }

  /** Ends the process. */
  public static final class Exits extends Guest {
    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      System.exit(1);
    }
  }

  /** Starts threads that wait for ever. */
  public static final class LeavesThreads extends Guest {
    private static final int THREADS = 100;

    @Override
    public void start(PluginContext context) {
      for (int i = 0; i < THREADS; i++) {
        Thread.ofPlatform().daemon().name("guest-left-" + i).start(Misdeeds::hang);
      }
    }
  }

  /** Starts threads that take all cores. */
  public static final class LeavesSpinningThreads extends Guest {
    @Override
    public void start(PluginContext context) {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        Thread.ofPlatform().daemon().name("guest-spins-" + i).start(Misdeeds::spin);
      }
    }
  }
}
