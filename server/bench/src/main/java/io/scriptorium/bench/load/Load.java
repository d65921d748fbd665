package io.scriptorium.bench.load;

import io.scriptorium.bench.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Puts load on a running server, of any address, and says how it does; the scenarios are those of
 * the comparison with the peers, and carets that move. Arguments: the address, a scenario, and
 * {@code key=value}: see the page "Benchmarks". At the end everybody must have been sent the same
 * and nothing may be lost; else no figures are printed and it ends with 1. Ends with 2 if it was
 * asked for something else.
 */
public final class Load {
  private static final double SETTLE_SECONDS = 30;
  private static final double RESTART_SECONDS = 200;
  private static final int OPENINGS = 7;

  private final Plan plan;
  private final PrintStream out;
  private final Loop loop;
  private final Figures figures;
  private final Tokens tokens = new Tokens();
  private final Crowd crowd;
  private final HttpClient http;
  private final RandomGenerator random;
  private boolean typing = true;

  Load(Plan plan, HttpClient http, Loop loop, PrintStream out) {
    this.plan = plan;
    this.http = http;
    this.loop = loop;
    this.out = out;
    this.figures = new Figures(plan.process());
    this.crowd = new Crowd(new Server(plan.server()), http, loop, tokens, figures);
    this.random = new SplittableRandom(plan.seed());
  }

  /** See the class. */
  public static void main(String... args) throws IOException, InterruptedException {
    Plan plan;
    try {
      plan = Plan.of(args);
    } catch (IllegalArgumentException misunderstood) {
      System.err.println(misunderstood.getMessage());
      System.exit(2);
      return;
    }
    boolean sound;
    try (HttpClient http = HttpClient.newHttpClient();
        Loop loop = new Loop()) {
      sound = new Load(plan, http, loop, System.out).run();
    }
    System.exit(sound ? 0 : 1);
  }

  /** Whether the figures count. */
  boolean run() throws IOException, InterruptedException {
    crowd.makeRooms(plan.documents(), plan.chars());
    String result =
        switch (plan.scenario()) {
          case A, B -> everybodyTypes(plan.people());
          case C -> closedLoop();
          case D -> oneTypes();
          case E -> open();
          case F -> kill();
          case M -> memory();
          case P -> everybodyMoves();
        };
    crowd.members().forEach(Member::leave);
    String what = plan.scenario() + ", " + plan.people() + " in each of " + plan.documents();
    if (!figures.faults().isEmpty()) {
      out.println(what + ": THROWN AWAY, " + figures.faults());
      return false;
    }
    out.println(what + ": " + result);
    return true;
  }

  private String everybodyTypes(int people) throws IOException {
    crowd.join(people);
    crowd.members().forEach(this::typeNowAndThen);
    return measured();
  }

  private String oneTypes() throws IOException {
    crowd.join(plan.people() + 1);
    typeNowAndThen(crowd.members().getFirst());
    return measured();
  }

  private String closedLoop() throws IOException {
    crowd.join(plan.people());
    for (Member member : crowd.members()) {
      member.onAck(() -> {
        if (typing) {
          member.type(random);
        }
      });
      member.type(random);
    }
    return measured();
  }

  private String everybodyMoves() throws IOException {
    Room room = crowd.rooms().getFirst();
    Carets carets = new Carets(loop, address(room), room, figures);
    carets.join(plan.people());
    carets.movers().forEach(mover -> nowAndThen(() -> mover.move(random)));
    pass(plan.warm());
    figures.begin();
    pass(plan.seconds());
    figures.end();
    typing = false;
    carets.settle(SETTLE_SECONDS);
    carets.leave();
    return carets.report(plan.seconds());
  }

  private void typeNowAndThen(Member member) {
    nowAndThen(() -> member.type(random));
  }

  /** Whatever the server keeps up with: people do not stop typing because a server is slow. */
  private void nowAndThen(Runnable task) {
    double gap = 1e9 / plan.perSecond();
    at(System.nanoTime() + (long) (gap * random.nextDouble()), gap, task);
  }

  private void at(long due, double gap, Runnable task) {
    loop.at(
        due,
        () -> {
          if (typing) {
            task.run();
            at(due + (long) (gap * (0.5 + random.nextDouble())), gap, task);
          }
        });
  }

  private URI address(Room room) {
    return new Server(plan.server()).settings(room.document()).address();
  }

  private String measured() throws IOException {
    pass(plan.warm());
    figures.begin();
    pass(plan.seconds());
    figures.end();
    typing = false;
    crowd.settle(SETTLE_SECONDS);
    crowd.check();
    return figures.report();
  }

  private void pass(double seconds) throws IOException {
    var _ = loop.run(() -> false, seconds);
  }

  private String open() throws IOException {
    List<Double> millis = new ArrayList<>();
    Room room = crowd.rooms().getFirst();
    URI address = address(room);
    for (int i = 0; i < OPENINGS; i++) {
      long start = System.nanoTime();
      Member reader = new Member(loop, address, new Room(room.document()), tokens, figures);
      if (!loop.run(reader::joined, SETTLE_SECONDS)) {
        figures.fault("not opened within " + SETTLE_SECONDS + " s");
      }
      millis.add((System.nanoTime() - start) / 1e6);
      reader.leave();
    }
    millis.sort(Double::compare);
    return String.format(
        Locale.ROOT,
        "%d characters open in %.1f ms (%.1f to %.1f)",
        plan.chars(),
        millis.get(OPENINGS / 2),
        millis.getFirst(),
        millis.getLast());
  }

  private String memory() throws IOException {
    ProcessHandle server = process();
    long before = residentBytes(server);
    crowd.join(plan.people());
    pass(plan.warm());
    double kilobytes = (residentBytes(server) - before) / 1024.0 / plan.documents();
    return String.format(
        Locale.ROOT, "%.1f kB of resident memory a document and its connection", kilobytes);
  }

  private static long residentBytes(ProcessHandle server) throws IOException {
    Path status = Path.of("/proc", String.valueOf(server.pid()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS in " + status);
  }

  private String kill() throws IOException, InterruptedException {
    ProcessHandle server = process();
    String command =
        plan.restart().orElseThrow(() -> new IllegalArgumentException("F needs restart=COMMAND"));
    crowd.join(plan.people());
    crowd.members().forEach(this::typeNowAndThen);
    pass(plan.warm() + plan.seconds() * random.nextDouble());
    crowd.members().forEach(Member::expectTheEnd);
    server.destroyForcibly();
    server.onExit().join();
    typing = false;
    Process fresh = new ProcessBuilder("sh", "-c", command).inheritIO().start();
    awaitReady(fresh);
    int lost = crowd.lost();
    if (lost > 0) {
      figures.fault(lost + " acknowledged edits are lost");
    }
    int acknowledged =
        crowd.members().stream().mapToInt(member -> member.acknowledged().cardinality()).sum();
    return acknowledged + " acknowledged edits, none lost";
  }

  private ProcessHandle process() {
    return plan.process()
        .orElseThrow(() ->
            new IllegalArgumentException(
                plan.scenario() + " needs pid=, that of a server that runs here"));
  }

  private void awaitReady(Process fresh) throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (RESTART_SECONDS * 1e9);
    while (!ready()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("the server, process " + fresh.pid() + ", is not ready again");
      }
      pass(0.1);
    }
  }

  private boolean ready() throws InterruptedException {
    HttpRequest health = HttpRequest.newBuilder(plan.server().resolve("/health/ready")).build();
    try {
      return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }
}
