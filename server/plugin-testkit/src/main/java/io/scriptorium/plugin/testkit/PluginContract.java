package io.scriptorium.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.Role;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every plugin must be able to take: a test class of a plugin's extends this one and says how
 * the plugin is made.
 *
 * {@snippet :
 * class WordCountContractTest extends PluginContract<WordCount> {
 *   @Override
 *   protected WordCount create() {
 *     return new WordCount();
 *   }
 * }
 * }
 *
 * <p>The tests let random people do random things, and the platform do to the plugin what it may do
 * at any time. Each says in its failure with which {@code -Dscriptorium.seed=} it happens again. In
 * all of them no hook may throw, but with a {@link PluginException} while the storage fails.
 *
 * @param <P> the plugin's class
 */
public abstract class PluginContract<P extends Plugin> {
  private static final int STEPS = 80;
  private static final int MAX_AGAIN = 5;
  private static final Duration LONG = Duration.ofHours(1);

  /** For the test class that extends this. */
  protected PluginContract() {}

  /** A fresh instance of the plugin. */
  protected abstract P create();

  /** The plugin's configuration in these tests. */
  protected Map<String, String> settings() {
    return Map.of();
  }

  /**
   * Messages that the plugin's browser half sends, as JSON texts: these are sent as they are, and
   * with something in them changed.
   */
  protected List<String> messages() {
    return List.of();
  }

  /** How many random runs each test makes. */
  protected int rounds() {
    return 10;
  }

  /**
   * What the plugin knows at the end, compared by {@code equals}: it must not depend on how often
   * the plugin was started and told again. Unless overridden, all that it has stored. An overriding
   * method adds what it keeps elsewhere, and leaves out what may differ, such as random ids.
   *
   * @param server runs the plugin
   */
  protected Object state(TestServer<P> server) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("", server.storage());
    for (var document : server.documents()) {
      state.put(document.id().value(), server.storage(document));
    }
    return state;
  }

  private TestServer<P> server() {
    return TestServer.with(this::create, settings());
  }

  /** The server finds it: {@code META-INF/services/io.scriptorium.plugin.Plugin} names it. */
  @Test
  protected void isFoundByTheServer() {
    var found =
        ServiceLoader.load(Plugin.class).stream()
            .map(ServiceLoader.Provider::type)
            .collect(Collectors.toSet());
    assertTrue(
        found.contains(create().getClass()),
        () -> "META-INF/services/io.scriptorium.plugin.Plugin names " + found);
  }

  /** Each instance says the same about itself, before it is started. */
  @Test
  protected void alwaysSaysTheSameAboutItself() {
    assertEquals(create().name(), create().name());
    assertEquals(create().delivery(), create().delivery());
    assertEquals(create().switchable(), create().switchable());
    assertEquals(create().callRole(), create().callRole());
  }

  /**
   * Who may say what follows from what is said alone: before the start and after it, and whoever
   * has said what before.
   */
  @Test
  protected void alwaysWantsTheSameRoleForAMessage() {
    Seeds.rounds(
        rounds(),
        seed -> {
          var random = new RandomMessages(new SplittableRandom(seed), messages());
          try (var server = server()) {
            var session = server.createDocument("Plan").join("Ada", Role.OWNER);
            for (int i = 0; i < STEPS; i++) {
              String body = i % 2 == 0 ? random.good() : random.bad();
              Role wanted = create().messageRole(body);
              assertEquals(wanted, server.plugin().messageRole(body), body);
              session.send(body);
              assertEquals(wanted, server.plugin().messageRole(body), body);
            }
            assertEquals(List.of(), server.refused(), "an owner may say everything");
          }
        });
  }

  /** Nothing that people do makes a hook throw, whenever the plugin is late or restarts. */
  @Test
  protected void takesWhateverPeopleDo() {
    Seeds.rounds(
        rounds(),
        seed -> {
          try (var server = server()) {
            var crowd = new Crowd(server, seed, messages());
            var trouble = new SplittableRandom(~seed);
            for (int step = 0; step < STEPS; step++) {
              disturb(server, trouble);
              crowd.act();
            }
            server.release();
            server.advance(LONG);
            assertLogsNoText(server);
          }
        });
  }

  private static void disturb(TestServer<?> server, SplittableRandom trouble) {
    switch (trouble.nextInt(20)) {
      case 0 -> server.hold();
      case 1, 2, 3 -> server.release();
      case 4 -> server.restart();
      case 5 -> server.crash(trouble.nextInt(MAX_AGAIN));
      default -> {}
    }
  }

  private static void assertLogsNoText(TestServer<?> server) {
    assertEquals(
        List.of(),
        server.logLines().stream().filter(line -> line.contains(RandomWriting.SECRET)).toList(),
        "the text of documents does not belong in the log");
  }

  /**
   * A plugin that is ended, lost, told again and away for a while ends in the {@link #state} of one
   * that ran straight through.
   */
  @Test
  protected void endsInTheSameStateThroughRestarts() {
    Seeds.rounds(
        rounds(),
        seed -> {
          try (var straight = server();
              var restarted = server()) {
            var crowd = new Crowd(straight, seed, messages());
            var sameCrowd = new Crowd(restarted, seed, messages());
            var trouble = new SplittableRandom(~seed);
            for (int step = 0; step < STEPS; step++) {
              boolean unseen = trouble.nextInt(8) == 0;
              act(crowd, unseen);
              interrupt(restarted, trouble, unseen);
              act(sameCrowd, unseen);
              if (!restarted.isRunning()) {
                restarted.start();
              }
            }
            straight.advance(LONG);
            restarted.advance(LONG);
            assertEquals(texts(straight), texts(restarted), "the documents themselves");
            assertEquals(state(straight), state(restarted));
          }
        });
  }

  private static void act(Crowd crowd, boolean unseen) {
    if (unseen) {
      crowd.actUnseen();
    } else {
      crowd.act();
    }
  }

  private static void interrupt(
      TestServer<?> server, SplittableRandom trouble, boolean mayStayAway) {
    switch (trouble.nextInt(6)) {
      case 0 -> server.restart();
      case 1 -> server.crash(trouble.nextInt(MAX_AGAIN));
      case 2, 3 -> {
        if (mayStayAway) {
          server.stop();
        }
      }
      default -> {}
    }
  }

  private static Map<String, String> texts(TestServer<?> server) {
    return server.documents().stream()
        .collect(Collectors.toMap(document -> document.id().value(), TestDocument::text));
  }

  /** Messages of every kind, the largest and the deepest, from everyone, do not make it throw. */
  @Test
  protected void takesAnyMessage() {
    Seeds.rounds(
        rounds(),
        seed -> {
          var messages = new RandomMessages(new SplittableRandom(seed), messages());
          try (var server = server()) {
            var document = server.createDocument("Plan");
            var editor = document.join("Ada");
            var viewer = document.join("Eve", Role.VIEWER);
            editor.type("one two");
            for (int i = 0; i < STEPS; i++) {
              editor.send(messages.bad());
              viewer.send(messages.good());
            }
          }
        });
    try (var server = server()) {
      var session = server.createDocument("Plan").join("Ada");
      RandomMessages.extremes().forEach(session::send);
    }
  }

  /**
   * While its storage fails it may throw a {@link PluginException} and nothing else; then it works
   * again, at the latest after a restart.
   */
  @Test
  protected void outlivesAFailingStorage() {
    Seeds.rounds(
        rounds(),
        seed -> {
          var server = server();
          var crowd = new Crowd(server, seed, messages());
          var trouble = new SplittableRandom(~seed);
          for (int step = 0; step < STEPS; step++) {
            server.failStorage(trouble.nextInt(4) == 0);
            tolerating(crowd::act);
            if (trouble.nextInt(20) == 0) {
              tolerating(server::restart);
            }
            server.failStorage(false);
            if (!server.isRunning()) {
              server.start();
            }
          }
          server.restart();
          for (int step = 0; step < STEPS; step++) {
            crowd.act();
          }
          server.close();
        });
  }

  /** Lets the failures pass that a failing storage excuses. */
  private static void tolerating(Runnable action) {
    try {
      action.run();
    } catch (HookFailedError failure) {
      Set<Throwable> all = new HashSet<>(List.of(failure.getSuppressed()));
      all.add(failure);
      for (var one : all) {
        if (!isExcused(one)) {
          throw failure;
        }
      }
    }
  }

  private static boolean isExcused(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PluginException) {
        return true;
      }
    }
    return false;
  }

  /** When it has ended, its threads have, too, and nobody uses its context any more. */
  @Test
  protected void leavesNothingBehind() {
    Seeds.rounds(
        1,
        seed -> {
          var before = Thread.getAllStackTraces().keySet();
          var server = server();
          var crowd = new Crowd(server, seed, messages());
          for (int step = 0; step < STEPS; step++) {
            crowd.act();
          }
          server.close();
          for (var thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && !isOfTheRuntime(thread)) {
              assertTrue(
                  thread.join(Duration.ofSeconds(5)),
                  () -> "thread \"" + thread.getName() + "\" still runs 5 s after close");
            }
          }
          assertEquals(0, server.usesAfterEnd(), "uses of the context after the plugin's end");
          assertFalse(server.isRunning());
        });
  }

  /** Threads that the runtime starts by itself, once for the whole process. */
  private static boolean isOfTheRuntime(Thread thread) {
    var group = thread.getThreadGroup();
    return thread.isDaemon()
        && (group == null
            || group.getName().equals("system")
            || group.getName().equals("InnocuousThreadGroup")
            || thread.getName().startsWith("ForkJoinPool.commonPool"));
  }
}
