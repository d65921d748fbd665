package io.scriptorium.bench;

import io.scriptorium.bench.guest.Misdeeds;
import io.scriptorium.bench.guest.Witness;
import io.scriptorium.plugin.Plugin;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * What bad plugins cost those who type: drops each as a jar into the plugins folder of a running
 * server and compares, in turns without and with it, how long an ack takes at a steady pace and how
 * many edits a second get through at most. A good plugin watches all the time, and says how late it
 * heard of the changes. Arguments: the server's address and its plugins folder; then, if they are
 * to be others, the number of turns (7), the length of each of their thirds in seconds (4), and the
 * misdeeds.
 */
public final class IsolationBenchmark {
  private static final List<Class<? extends Plugin>> MISDEEDS =
      List.of(
          Misdeeds.Idle.class,
          Misdeeds.Throws.class,
          Misdeeds.HangsInReview.class,
          Misdeeds.HangsInOnChange.class,
          Misdeeds.HangsInStart.class,
          Misdeeds.SpinsInReview.class,
          Misdeeds.SpinsInOnChange.class,
          Misdeeds.SlowInReview.class,
          Misdeeds.SlowishInReview.class,
          Misdeeds.SlowInOnChange.class,
          Misdeeds.Floods.class,
          Misdeeds.Hoards.class,
          Misdeeds.HoardsAtOnce.class,
          Misdeeds.Exits.class,
          Misdeeds.LeavesThreads.class,
          Misdeeds.LeavesSpinningThreads.class);

  private static final String GUEST = "guest";

  /**
   * Turns whose figures are thrown away: the first are those of a server that is being compiled.
   */
  private static final int WARM_UP = 4;

  private final Turns turns;
  private final PluginFolder folder;
  private final PrintStream out;
  private final int rounds;

  IsolationBenchmark(Turns turns, PluginFolder folder, PrintStream out, int rounds) {
    this.turns = turns;
    this.folder = folder;
    this.out = out;
    this.rounds = rounds;
  }

  /** See the class. */
  public static void main(String... args)
      throws IOException, InterruptedException, ExecutionException {
    if (args.length < 2) {
      System.err.println("expected the server's address and its plugins folder");
      System.exit(2);
    }
    Server server = new Server(URI.create(args[0]));
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 7;
    long seconds = args.length > 3 ? Long.parseLong(args[3]) : 4;
    List<String> only = Arrays.asList(args).subList(Math.min(4, args.length), args.length);
    try (HttpClient http = HttpClient.newHttpClient()) {
      PluginFolder folder = new PluginFolder(server, http, Path.of(args[1]));
      Turns turns = new Turns(server, http, seconds * 1_000_000_000);
      new IsolationBenchmark(turns, folder, System.out, rounds).run(only);
    }
  }

  private void run(List<String> only) throws IOException, InterruptedException, ExecutionException {
    folder.drop(Witness.NAME, new GuestJar(Witness.class, Instant.ofEpochMilli(Long.MAX_VALUE)));
    for (int i = 0; i < WARM_UP; i++) {
      turns.take();
    }
    out.println(Row.HEAD);
    for (Class<? extends Plugin> misdeed : MISDEEDS) {
      if (only.isEmpty() || only.contains(misdeed.getSimpleName())) {
        out.println(rowOrFailure(misdeed));
      }
    }
    folder.remove(Witness.NAME);
  }

  /**
   * That a bad plugin has cut connections says enough of it; the others are measured all the same.
   */
  private String rowOrFailure(Class<? extends Plugin> misdeed)
      throws IOException, InterruptedException {
    try {
      return row(misdeed);
    } catch (IllegalStateException | ExecutionException failure) {
      folder.remove(GUEST);
      return "| %s | FAILED: %s |".formatted(misdeed.getSimpleName(), failure.getMessage());
    }
  }

  private String row(Class<? extends Plugin> misdeed)
      throws IOException, InterruptedException, ExecutionException {
    List<Turn> without = new ArrayList<>();
    List<Turn> with = new ArrayList<>();
    String end = "";
    for (int i = 0; i < rounds; i++) {
      without.add(turns.take());
      Instant over = Instant.now().plus(turns.longest());
      folder.drop(GUEST, new GuestJar(misdeed, over));
      with.add(turns.take());
      end = folder.report(GUEST).map(PluginReport::words).orElse("gone");
      folder.remove(GUEST);
      sleepUntil(over);
    }
    return new Row(misdeed.getSimpleName(), without, with, end).toString();
  }

  private static void sleepUntil(Instant time) throws InterruptedException {
    Duration left = Duration.between(Instant.now(), time);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
