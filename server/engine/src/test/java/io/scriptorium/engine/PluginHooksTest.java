package io.scriptorium.engine;

import static io.scriptorium.engine.TestServer.DOCUMENT;
import static io.scriptorium.engine.TestServer.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.plugin.PluginPackage;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import io.scriptorium.plugin.SubmitResult;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What plugins are told, when, and what they can do. */
final class PluginHooksTest {
  private final TestServer server = new TestServer();
  private final List<String> heard = new ArrayList<>();
  private Diarist diarist = new Diarist();

  /** Writes down what it is told. */
  private class Diarist implements Plugin {
    private @Nullable PluginContext given;

    PluginContext context() {
      return Objects.requireNonNull(given);
    }

    @Override
    public String name() {
      return "diarist";
    }

    @Override
    public void start(PluginContext context) {
      given = context;
      heard.add("start");
    }

    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      heard.add(change.revision() + ":" + after.content().text().strip());
    }

    @Override
    public void onJoin(SessionView session) {
      heard.add("join " + session.client());
    }

    @Override
    public void onLeave(SessionView session) {
      heard.add("leave " + session.client());
    }

    @Override
    public Role messageRole(String body) {
      return body.equals("\"for editors\"") ? Role.EDITOR : Role.VIEWER;
    }

    @Override
    public void onMessage(PluginMessage message) {
      heard.add(message.body());
    }

    @Override
    public void onDocumentCreated(DocumentInfo document) {
      heard.add("created " + document.title());
    }

    @Override
    public void onDocumentRenamed(DocumentInfo document) {
      heard.add("renamed " + document.title());
    }

    @Override
    public void onDocumentDeleted(DocumentId document) {
      heard.add("deleted " + document);
    }

    @Override
    public void close() {
      heard.add("close");
    }
  }

  private void install() {
    server
        .server
        .plugins()
        .install(PluginPackage.builtIn("diarist", () -> diarist = new Diarist()));
    server.settle();
  }

  /** What was heard since this was last asked. */
  private List<String> heard() {
    server.settle();
    List<String> now = List.copyOf(heard);
    heard.clear();
    return now;
  }

  private PluginStatus status(String plugin) {
    return server.server.plugins().status(plugin).orElseThrow();
  }

  @Test
  void whoeverIsThereAndWhoeverComesIsTold() {
    Peer anna = server.join("anna");
    anna.read();
    install();
    assertEquals(List.of("start", "join anna", "created Minutes"), heard());
    Peer ben = server.join("ben");
    ben.say(new ClientMessage.Plugin("diarist", "1"));
    ben.say(new ClientMessage.Plugin("diarist", "2"));
    ben.session.closed();
    assertEquals(List.of("join ben", "1", "2", "leave ben"), heard());
  }

  @Test
  void messageIsTakenFromTheRoleThatThePluginWantsForIt() {
    install();
    Peer anna = server.join("anna");
    server.changeRole("anna", Role.COMMENTER);
    heard();
    anna.read();
    anna.say(new ClientMessage.Plugin("diarist", "\"for editors\""));
    anna.say(new ClientMessage.Plugin("diarist", "1"));
    assertEquals(List.of("1"), heard());
    assertEquals(
        List.of("plugin \"diarist\" takes this from nobody below editor"),
        anna.read().stream()
            .filter(ServerMessage.Error.class::isInstance)
            .map(said -> ((ServerMessage.Error) said).message())
            .toList());
    server.changeRole("anna", Role.EDITOR);
    server.settle();
    anna.say(new ClientMessage.Plugin("diarist", "\"for editors\""));
    assertEquals(List.of("\"for editors\""), heard());
    assertEquals(Role.EDITOR, server.server.plugins().callRole("diarist"));
    assertEquals(Role.OWNER, server.server.plugins().callRole("nobody"));
  }

  @Test
  void everyChangeIsToldFromTheFirstOn() {
    Peer anna = server.join("anna");
    anna.edit(1, 0, insert(0, "a"));
    anna.edit(2, 1, insert(1, "b"));
    install();
    assertEquals(List.of("start", "join anna", "created Minutes", "1:a", "2:ab"), heard());
    anna.edit(3, 2, insert(2, "c"));
    assertEquals(List.of("3:abc"), heard());
  }

  @Test
  void restartGoesOnFromTheCheckpoint() {
    install();
    Peer anna = server.join("anna");
    anna.edit(1, 0, insert(0, "a"));
    heard();
    server.pass(Duration.ofSeconds(2));
    server.restart();
    Peer again = server.join("ben");
    again.edit(1, 1, insert(1, "b"));
    install();
    assertEquals(List.of("start", "join ben", "2:ab"), heard());
  }

  @Test
  void whatWasNotSavedComesAgainAfterACrash() {
    install();
    server.join("anna").edit(1, 0, insert(0, "a"));
    assertTrue(heard().contains("1:a"));
    server.restart();
    install();
    assertTrue(heard().contains("1:a"), "at least once");
  }

  @Test
  void documentsAreToldAlsoWhatHappenedMeanwhile() {
    install();
    assertEquals(List.of("start", "created Minutes"), heard());
    server.server.renamed(server.catalogue.rename(DOCUMENT, "Protocol").orElseThrow());
    assertEquals(List.of("renamed Protocol"), heard());
    server.pass(Duration.ofSeconds(2));
    server.restart();
    server.catalogue.delete(DOCUMENT);
    server.catalogue.create(new DocumentId("other"), "Other");
    install();
    assertEquals(List.of("start", "created Other", "deleted minutes"), heard());
    server.catalogue.restore(DOCUMENT);
    server.server.created(DOCUMENT);
    assertEquals(List.of("created Protocol"), heard());
  }

  @Test
  void livePluginHearsOnlyWhatIsCommittedWhileItRuns() {
    server.join("anna").edit(1, 0, insert(0, "a"));
    List<String> told = new ArrayList<>();
    Plugin live =
        new Plugin() {
          @Override
          public String name() {
            return "live";
          }

          @Override
          public Delivery delivery() {
            return Delivery.LIVE;
          }

          @Override
          public void onChange(DocumentId document, Change change, Snapshot after) {
            told.add(change.revision().toString());
          }
        };
    server.server.plugins().install(PluginPackage.builtIn("live", () -> live));
    server.settle();
    Peer ben = server.join("ben");
    ben.edit(1, 1, insert(0, "b"));
    server.settle();
    assertEquals(List.of("2"), told);
  }

  @Test
  void documentThatSwitchedItOffIsNotToldUntilItIsOnAgain() {
    install();
    Peer anna = server.join("anna");
    heard();
    server.server.plugins().setSwitchedOff(DOCUMENT, "diarist", true);
    anna.edit(1, 0, insert(0, "a"));
    anna.say(new ClientMessage.Plugin("diarist", "1"));
    assertEquals(List.of("leave anna"), heard());
    assertTrue(
        anna.read().stream()
            .anyMatch(said ->
                said instanceof ServerMessage.Error e && e.code().equals("unknown_plugin")));
    server.server.plugins().setSwitchedOff(DOCUMENT, "diarist", false);
    assertEquals(List.of("join anna", "1:a"), heard());
  }

  @Test
  void switchesOutliveTheServer() {
    install();
    server.server.plugins().setSwitchedOff(DOCUMENT, "diarist", true);
    server.server.plugins().switchOff("diarist");
    server.settle();
    server.restart();
    heard.clear();
    install();
    assertEquals(List.of(), heard());
    assertInstanceOf(PluginStatus.State.SwitchedOff.class, status("diarist").state());
    assertTrue(server.server.plugins().switchedOff(DOCUMENT).contains("diarist"));
    server.server.plugins().switchOn("diarist");
    assertEquals(List.of("start"), heard());
  }

  @Test
  void pluginWritesAsAParticipantAlsoWhereNobodyIs() {
    install();
    CompletableFuture<SubmitResult> result =
        diarist
            .context()
            .submit(DOCUMENT, "Robot", Revision.ZERO, insert(0, "beep"))
            .toCompletableFuture();
    CompletableFuture<SubmitResult> second =
        diarist
            .context()
            .submit(DOCUMENT, "Robot", Revision.ZERO, insert(0, "boop"))
            .toCompletableFuture();
    server.settle();
    assertEquals(new SubmitResult.Committed(new Revision(1)), result.getNow(null));
    assertEquals(new SubmitResult.Committed(new Revision(2)), second.getNow(null));
    assertEquals("Robot", server.changes().getFirst().author().name());
    assertEquals("plugin:diarist", server.changes().getFirst().author().id());
  }

  /** It writes as soon as it reads, on a thread of its own: as soon as it is woken, here. */
  private final class EagerConnection implements Connection {
    private final Session session = server.server.connect(DOCUMENT, Optional.empty(), this);

    @Override
    public void wake() {
      if (session.poll() instanceof Outbound.Frame(String text)
          && server.frames.get(text) instanceof ServerMessage.Joined) {
        session.receive(new ClientMessage.Plugin("listener", "\"hello\""));
      }
    }

    @Override
    public void abort() {}
  }

  @Test
  void whoHasJustReadThatHeHasJoinedIsHeard() {
    Plugin listener =
        new Plugin() {
          @Override
          public String name() {
            return "listener";
          }

          @Override
          public void onJoin(SessionView session) {
            heard.add("join");
          }

          @Override
          public void onMessage(PluginMessage message) {
            heard.add(message.body());
          }
        };
    server.server.plugins().install(PluginPackage.builtIn("listener", () -> listener));
    server.settle();
    new EagerConnection()
        .session.receive(
            new ClientMessage.Join("anna", Optional.empty(), Optional.empty(), Optional.empty()));
    server.settle();
    assertEquals(List.of("join", "\"hello\""), heard());
  }

  @Test
  void pluginIsToldWhenItsEditIsNotDurableInTime() {
    install();
    server.log.fail(HeldLog.Failing.WRITES);
    CompletableFuture<SubmitResult> result =
        diarist
            .context()
            .submit(DOCUMENT, "Robot", Revision.ZERO, insert(0, "beep"))
            .toCompletableFuture();
    server.pass(Duration.ofSeconds(29));
    assertFalse(result.isDone());
    server.pass(Duration.ofSeconds(1));
    PluginException failure = assertInstanceOf(PluginException.class, result.exceptionNow());
    String words = String.valueOf(failure.getMessage());
    assertTrue(words.contains("was not made durable within 30 s"), words);
    server.log.fail(HeldLog.Failing.NOTHING);
    server.pass(Duration.ofSeconds(10));
    assertEquals(1, server.changes().size(), "it was on its way, as the words say");
  }

  @Test
  void pluginsEditIsReviewedByTheOthersAlone() {
    record Strict(String name, List<String> heard) implements Plugin {
      @Override
      public Decision review(Submission submission, Snapshot before) {
        heard.add(name);
        return Decision.reject("no");
      }
    }

    AtomicReference<PluginContext> context = new AtomicReference<>();
    Plugin writer =
        new Plugin() {
          @Override
          public String name() {
            return "writer";
          }

          @Override
          public void start(PluginContext given) {
            context.set(given);
          }

          @Override
          public Decision review(Submission submission, Snapshot before) {
            heard.add("writer");
            return Decision.accept();
          }
        };
    server.server.plugins().install(PluginPackage.builtIn("writer", () -> writer));
    server
        .server
        .plugins()
        .install(PluginPackage.builtIn("strict", () -> new Strict("strict", heard)));
    server.settle();
    var result =
        context.get().submit(DOCUMENT, "W", Revision.ZERO, insert(0, "x")).toCompletableFuture();
    server.settle();
    assertEquals(new SubmitResult.Refused("plugin", "no"), result.getNow(null));
    assertEquals(List.of("strict"), heard());
  }

  @Test
  void editForNoDocumentIsRefused() {
    install();
    var result =
        diarist
            .context()
            .submit(new DocumentId("none"), "R", Revision.ZERO, insert(0, "x"))
            .toCompletableFuture();
    server.settle();
    assertEquals(
        "not_found", assertInstanceOf(SubmitResult.Refused.class, result.getNow(null)).code());
  }

  @Test
  void pluginThatFailsOnAndOnIsQuarantinedAndComesBackWithWhatItHasNotSeen() {
    int[] made = {0};
    List<String> told = new ArrayList<>();
    server
        .server
        .plugins()
        .install(
            PluginPackage.builtIn(
                "broken",
                () -> {
                  made[0]++;
                  return new Plugin() {
                    @Override
                    public String name() {
                      return "broken";
                    }

                    @Override
                    public void onChange(DocumentId document, Change change, Snapshot after) {
                      told.add(change.revision().toString());
                      if (made[0] == 1) {
                        throw new IllegalStateException("of no use");
                      }
                    }
                  };
                }));
    Peer anna = server.join("anna");
    for (int i = 0; i < 25; i++) {
      anna.edit(i + 1, i, insert(0, "x"));
    }
    var state = assertInstanceOf(PluginStatus.State.Quarantined.class, status("broken").state());
    assertTrue(state.reason().contains("of no use"), state::reason);
    assertEquals(Optional.of(server.clock.instant().plusSeconds(5)), state.next());
    assertEquals(20, told.size());
    server.pass(Duration.ofSeconds(6));
    assertInstanceOf(PluginStatus.State.Running.class, status("broken").state());
    assertEquals(List.of("21", "22", "23", "24", "25"), told.subList(20, told.size()));
  }

  @Test
  void contextEndsWithThePlugin() {
    install();
    PluginContext old = diarist.context();
    server.server.plugins().restart("diarist");
    server.pass(Duration.ofSeconds(1));
    assertTrue(heard().contains("close"));
    assertThrows(IllegalStateException.class, old::storage);
    assertThrows(IllegalStateException.class, () -> old.channel().toEveryone("1"));
    diarist.context().storage().put("key", "value");
  }

  @Test
  void scheduledWorkRunsInTurnAndEndsWithThePlugin() {
    install();
    diarist.context().schedule().every(Duration.ofSeconds(1), () -> heard.add("tick"));
    heard();
    server.pass(Duration.ofMillis(2_500));
    assertEquals(List.of("tick", "tick"), heard());
    server.server.plugins().switchOff("diarist");
    server.pass(Duration.ofSeconds(3));
    assertEquals(List.of("close"), heard());
  }

  @Test
  void messagesBeyondTheShareAreDroppedAndCounted() {
    install();
    for (int i = 0; i < 1_200; i++) {
      diarist.context().channel().toDocument(DOCUMENT, "1");
    }
    assertEquals(200, status("diarist").dropped());
  }

  @Test
  void secondPluginOfANameIsTurnedDown() {
    install();
    assertThrows(IllegalArgumentException.class, this::install);
  }

  @Test
  void pluginForAnotherInterfaceIsRefused() {
    PluginPackage good = PluginPackage.builtIn("diarist", Diarist::new);
    server
        .server
        .plugins()
        .install(
            new PluginPackage(
                good.name(),
                Optional.of("old.jar"),
                "Old",
                Optional.empty(),
                0,
                good.factory(),
                Optional.empty(),
                Optional.empty(),
                () -> {}));
    var refused = server.server.plugins().statuses().getFirst();
    assertEquals(Optional.of("old.jar"), refused.file());
    assertInstanceOf(PluginStatus.State.Refused.class, refused.state());
  }
}
