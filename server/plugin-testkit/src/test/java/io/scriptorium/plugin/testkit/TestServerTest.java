package io.scriptorium.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The test server calls hooks as the platform does, and gives what the platform gives. */
class TestServerTest {
  private final List<String> lines = new ArrayList<>();
  private final TestServer<Diary> server = TestServer.with(() -> new Diary(lines));

  private List<String> told() {
    return server.plugin().take();
  }

  @Test
  void hooksAreCalledInTheOrderOfWhatPeopleDo() {
    var document = server.createDocument("Plan");
    var ada = document.join("Ada");
    ada.type("one");
    ada.send("{\"kind\":\"hello\"}");
    document.rename("Plans");
    ada.leave();
    document.delete();
    document.bringBack();
    server.close();
    assertEquals(
        List.of(
            "start",
            "created Plan",
            "join Ada",
            "change 1 one",
            "message {\"kind\":\"hello\"}",
            "renamed Plans",
            "leave Ada",
            "deleted document-1",
            "created Plans",
            "close"),
        List.copyOf(lines));
  }

  @Test
  void whatHappenedWhileThePluginWasNotThereIsToldAtItsStart() {
    var document = server.createDocument("Plan");
    document.join("Ada").type("one");
    var lost = server.createDocument("Lost");
    server.stop();
    document.rename("Plans");
    document.join("Ben").type(" two");
    lost.delete();
    server.createDocument("New");
    lines.clear();
    server.start();
    assertEquals(
        List.of(
            "start",
            "renamed Plans",
            "deleted document-2",
            "created New",
            "join Ada",
            "join Ben",
            "change 2 one two"),
        lines.stream().sorted(TestServerTest::joinsBeforeChanges).toList());
  }

  /** Documents and people take turns; what this test is about is what is told. */
  private static int joinsBeforeChanges(String one, String other) {
    return Boolean.compare(one.startsWith("change"), other.startsWith("change"));
  }

  @Test
  void afterACrashTheLastChangesComeAgain() {
    var document = server.createDocument("Plan");
    var ada = document.join("Ada");
    List.of("a", "b", "c").forEach(ada::type);
    lines.clear();
    server.crash(2);
    assertEquals(
        List.of("start", "created Plan", "join Ada", "change 2 ab", "change 3 abc"), told());
  }

  @Test
  void aPluginThatFallsBehindIsToldOfDocumentsAsTheyWere() {
    var document = server.createDocument("Plan");
    var ada = document.join("Ada");
    told();
    server.hold();
    ada.type("a");
    ada.type("b");
    assertEquals(List.of(), told());
    assertEquals("ab\n", document.text());
    server.release();
    assertEquals(List.of("change 1 a", "change 2 ab"), told());
  }

  @Test
  void livePluginsHearOnlyWhatIsWrittenWhileTheyRun() {
    var changes = new ArrayList<Revision>();
    class Live extends Diary {
      Live() {
        super(new ArrayList<>());
      }

      @Override
      public Delivery delivery() {
        return Delivery.LIVE;
      }

      @Override
      public void onChange(DocumentId document, Change change, Snapshot after) {
        changes.add(change.revision());
      }
    }
    try (var live = TestServer.with(Live::new)) {
      var ada = live.createDocument("Plan").join("Ada");
      ada.type("a");
      live.stop();
      ada.type("b");
      live.start();
      ada.type("c");
      live.crash(3);
      assertEquals(List.of(new Revision(1), new Revision(3)), changes);
    }
  }

  @Test
  void reviewSaysNoWithAReason() {
    var ada = server.createDocument("Plan").join("Ada");
    assertEquals(new SubmitResult.Committed(new Revision(1)), ada.type("talk"));
    assertEquals(new SubmitResult.Refused("plugin", "no shouting"), ada.type(" shout"));
    assertEquals("talk\n", ada.document().text());
  }

  @Test
  void editsOnAnOldRevisionAreRebased() {
    var document = server.createDocument("Plan");
    var ada = document.join("Ada");
    ada.type("world");
    document.join("Ben").insert(0, "hello ");
    ada.submit(new Revision(1), Delta.of(new Op.Retain(5, Attributes.NONE), insert("!")));
    assertEquals("hello world!\n", document.text());
    assertInstanceOf(SubmitResult.Refused.class, ada.delete(0, 99));
    assertInstanceOf(
        SubmitResult.Refused.class, document.join("Eve", Role.VIEWER).type("not allowed"));
  }

  private static Op insert(String text) {
    return new Op.Insert(text, Attributes.NONE);
  }

  @Test
  void thePluginWritesUnderANameOfItsOwn() {
    var document = server.createDocument("Plan");
    document.join("Ada").type("one");
    told();
    var result =
        server
            .plugin()
            .context()
            .submit(document.id(), "Robot", new Revision(0), Delta.of(insert("zero ")))
            .toCompletableFuture()
            .join();
    assertEquals(new SubmitResult.Committed(new Revision(2)), result);
    assertEquals("Robot", document.changes().getLast().author().name());
    assertEquals(1, told().size());
  }

  @Test
  void messagesReachWhomTheyAreFor() {
    var document = server.createDocument("Plan");
    var ada = document.join("Ada");
    var ben = document.join("Ben");
    var eve = server.createDocument("Other").join("Eve");
    var channel = server.plugin().context().channel();
    channel.toSession(document.id(), ada.view().id(), "1");
    channel.toDocument(document.id(), "2");
    channel.toEveryone("3");
    assertEquals(List.of("1", "2", "3"), ada.received());
    assertEquals(List.of("2", "3"), ben.takeReceived());
    assertEquals(List.of("3"), eve.received());
    assertEquals(List.of(), ben.received());
    assertThrows(IllegalArgumentException.class, () -> channel.toEveryone("no json"));
  }

  @Test
  void scheduledWorkRunsWhenItIsDueAndEndsWithThePlugin() {
    var runs = new ArrayList<String>();
    var schedule = server.plugin().context().schedule();
    schedule.every(Duration.ofSeconds(2), () -> runs.add("every"));
    schedule.after(Duration.ofSeconds(3), () -> runs.add("after"));
    schedule.after(Duration.ofSeconds(1), () -> runs.add("never")).cancel();
    server.advance(Duration.ofSeconds(4));
    assertEquals(List.of("every", "after", "every"), runs);
    server.restart();
    server.advance(Duration.ofHours(1));
    assertEquals(3, runs.size());
  }

  @Test
  void storageOutlivesThePluginAndGoesWithTheDocument() {
    var document = server.createDocument("Plan");
    var storage = server.plugin().context().storage();
    storage.write(
        List.of(
            new PluginStorage.Write.Put("b", "2"),
            new PluginStorage.Write.Put("a", "1"),
            new PluginStorage.Write.Remove("b")));
    server.plugin().context().storage(document.id()).put("words", "3");
    server.restart();
    assertThrows(IllegalStateException.class, () -> storage.get("a"));
    assertEquals(Map.of("a", "1"), server.storage());
    document.delete();
    assertEquals(Map.of("words", "3"), server.storage(document));
    document.purge();
    assertEquals(Map.of(), server.storage(document));
    server.failStorage(true);
    var failing = server.plugin().context().storage();
    assertThrows(PluginException.class, () -> failing.put("a", "2"));
  }

  @Test
  void documentsAreListedNewestFirstForThoseWhoMayReadThem() {
    for (var title : List.of("A", "B", "C")) {
      server.createDocument(title);
    }
    var a = server.plugin().context().documents().find(new DocumentId("document-1"));
    var secret = server.createDocument("Secret");
    secret.restrictTo("ada");
    var everybody = server.plugin().context().documents(new Asker(Optional.empty()));
    var first = everybody.list(Optional.empty(), 2);
    assertEquals(List.of("C", "B"), titles(first.documents()));
    assertEquals(List.of("A"), titles(everybody.list(first.next(), 2).documents()));
    assertEquals("A", a.orElseThrow().title());
    assertEquals(Optional.empty(), everybody.newest(secret.id()));
    var ada = server.plugin().context().documents(secret.join("Ada").asker());
    assertEquals("Secret", ada.find(secret.id()).orElseThrow().title());
  }

  private static List<String> titles(List<DocumentInfo> documents) {
    return documents.stream().map(DocumentInfo::title).toList();
  }

  @Test
  void contentIsThereAtEveryRevision() {
    var document = server.createDocument("Plan");
    var ada = document.join("Ada");
    ada.type("a");
    ada.type("b");
    var documents = server.plugin().context().documents();
    assertEquals(
        "a\n", documents.at(document.id(), new Revision(1)).orElseThrow().content().text());
    assertEquals(Optional.empty(), documents.at(document.id(), new Revision(3)));
    assertEquals(1, documents.changes(document.id(), new Revision(1), 10).size());
    assertEquals(1, documents.sessions(document.id()).size());
  }

  @Test
  void aHookThatThrowsFailsTheTestAndNotTheServer() {
    class Brittle extends Diary {
      Brittle() {
        super(new ArrayList<>());
      }

      @Override
      public void onChange(DocumentId document, Change change, Snapshot after) {
        throw new IllegalStateException("brittle");
      }
    }
    var brittle = TestServer.with(Brittle::new);
    var ada = brittle.createDocument("Plan").join("Ada");
    var failure = assertThrows(HookFailedError.class, () -> ada.type("a"));
    assertInstanceOf(IllegalStateException.class, failure.getCause());
    assertEquals("a\n", ada.document().text());
    ada.leave();
    brittle.close();
    assertFalse(brittle.isRunning());
  }

  @Test
  void theContextEndsWithThePlugin() {
    var context = server.plugin().context();
    server.stop();
    assertThrows(IllegalStateException.class, context::storage);
    assertThrows(IllegalStateException.class, context::channel);
    assertThrows(IllegalStateException.class, context::clock);
  }

  @Test
  void settingsMetricsLogAndFolderAreThere() throws IOException {
    var set = TestServer.with(Diary::fresh, Map.of("colour", "green"));
    var context = set.plugin().context();
    assertEquals(Optional.of("green"), context.setting("colour"));
    assertEquals(Optional.empty(), context.setting("size"));
    context.metrics().count("seen", 2);
    context.metrics().gauge("now", () -> 7);
    assertEquals(2, set.metrics().counted("seen"));
    assertEquals(7, set.metrics().gauge("now"));
    context.log().log(System.Logger.Level.INFO, "{0} documents", 2);
    assertEquals(List.of("INFO 2 documents"), set.logLines());
    var folder = context.folder();
    Files.writeString(folder.resolve("index"), "x");
    set.restart();
    assertTrue(Files.exists(folder.resolve("index")));
    set.close();
    assertFalse(Files.exists(folder));
  }
}
