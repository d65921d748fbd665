package io.scriptorium.plugins.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.testkit.TestDocument;
import io.scriptorium.plugin.testkit.TestServer;
import io.scriptorium.plugin.testkit.TestSession;
import io.scriptorium.plugins.history.Difference.Fate;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class HistoryTest {
  private static final long SEED =
      Long.getLong("scriptorium.history.seed", new SplittableRandom().nextLong());

  private final TestServer<History> server = TestServer.with(History::new);
  private final TestDocument document = server.createDocument("Plan");
  private final TestSession ada = document.join("Ada");
  private final TestSession ben = document.join("Ben");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theTimelineHasALineForEachTimeOfWriting() {
    ada.type("Hello");
    server.advance(Duration.ofMinutes(1));
    ben.type(" world");
    server.advance(Duration.ofHours(1));
    ben.delete(0, 2);
    List<Episode> episodes = history().episodes(revision(), 0, 10);
    assertEquals(2, episodes.size());
    Episode second = episodes.get(0);
    Episode first = episodes.get(1);
    assertEquals(List.of("Ada", "Ben"), names(first));
    assertEquals(11, first.inserted());
    assertEquals(List.of("Ben"), names(second));
    assertEquals(2, second.deleted());
    assertEquals(first.to(), second.from());
  }

  @Test
  void anIndexMadeInStepsOverRestartsEqualsTheLogReadAtOnce() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 2_500; i++) {
      edit(random, random.nextBoolean() ? ada : ben);
      if (random.nextInt(50) == 0) {
        server.advance(Duration.ofMinutes(random.nextInt(10)));
      }
      if (random.nextInt(500) == 0) {
        server.restart();
      }
    }
    assertEquals(
        replayedEpisodes(), history().episodes(revision(), 0, 1_000), () -> "seed " + SEED);
    for (long then : List.of(revision(), revision() / 3, 1_000L, 0L)) {
      assertEquals(writtenBy(then), passagesAt(then), () -> "seed " + SEED);
    }
  }

  /** Followed change by change, without the index. */
  private List<Passage> writtenBy(long revision) {
    Deeds deeds = Deeds.NONE;
    for (var change : document.changes().subList(0, (int) revision)) {
      deeds = deeds.then(Deeds.of(change));
    }
    return Passage.of(deeds, content(revision).length());
  }

  private List<Passage> passagesAt(long revision) {
    return history().passages(history().at(revision).orElseThrow());
  }

  private List<Episode> replayedEpisodes() {
    List<Episode> episodes = new ArrayList<>();
    for (var change : document.changes()) {
      if (!episodes.isEmpty() && episodes.getFirst().takes(change)) {
        episodes.set(0, episodes.getFirst().extended(change));
      } else {
        episodes.addFirst(Episode.of(change));
      }
    }
    return episodes;
  }

  @Test
  void aLongTimeIsPutTogetherFromSpansOfIt() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 2 * Span.PIECES * Span.SHORTEST + 300; i++) {
      edit(random, random.nextBoolean() ? ada : ben);
    }
    long head = revision();
    Span longest = new Span(1, 2 * Span.PIECES * Span.SHORTEST);
    assertEquals(Deeds.ofAll(changes(longest.start(), longest.end())), index(head, longest));
    for (int round = 0; round < 20; round++) {
      long to = random.nextLong(head + 1);
      long from = random.nextLong(to + 1);
      assertEquals(
          Difference.of(content(from), Deeds.ofAll(changes(from, to)), content(to)),
          history().between(from, to).orElseThrow(),
          () -> "seed " + SEED);
    }
  }

  private List<Change> changes(long from, long to) {
    return document.changes().subList((int) from, (int) to);
  }

  /** What the plugin keeps of a span, once it has indexed up to a revision. */
  private Deeds index(long head, Span span) {
    history().episodes(head, 0, 1);
    String key = "d/%d/%016d".formatted(span.level(), span.end());
    return DeedsText.read(server.storage(document).getOrDefault(key, "nothing is kept"));
  }

  @Test
  void aDifferenceSaysWhatWasAddedRemovedAndReformattedAndByWhom() {
    ada.type("one two three");
    long from = revision();
    ben.submit(Delta.of(retain(4), new Op.Delete(4)));
    ada.submit(Delta.of(bold(3)));
    ben.submit(Delta.of(retain(4), new Op.Insert("2 ", Attributes.NONE)));
    List<String> pieces =
        history().between(from, revision()).orElseThrow().pieces().stream()
            .map(piece -> piece.fate() + " " + text(piece.op()) + " by " + name(piece.author()))
            .toList();
    assertEquals(
        List.of(
            "REFORMATTED one by Ada",
            "KEPT   by nobody",
            "ADDED 2  by Ben",
            "REMOVED two  by Ben",
            "KEPT three\n by nobody"),
        pieces);
  }

  @Test
  void whatWasFormattedAndFormattedBackIsKept() {
    ada.type("one two");
    long from = revision();
    ben.submit(Delta.of(bold(7)));
    ada.submit(Delta.of(new Op.Retain(3, Attributes.of("bold", Value.Null.NULL))));
    List<String> pieces =
        history().between(from, revision()).orElseThrow().pieces().stream()
            .map(piece -> piece.fate() + " " + text(piece.op()) + " by " + name(piece.author()))
            .toList();
    assertEquals(
        List.of("KEPT one by nobody", "REFORMATTED  two by Ben", "KEPT \n by nobody"), pieces);
  }

  @Test
  void aDifferenceHoldsBothDocumentsWhateverWasDone() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 300; i++) {
      edit(random, random.nextBoolean() ? ada : ben);
    }
    for (int round = 0; round < 40; round++) {
      long to = random.nextLong(revision() + 1);
      long from = random.nextLong(to + 1);
      Difference difference = history().between(from, to).orElseThrow();
      assertEquals(content(from).text(), text(difference, Fate.ADDED), () -> "seed " + SEED);
      assertEquals(content(to).text(), text(difference, Fate.REMOVED), () -> "seed " + SEED);
      assertTrue(
          difference.pieces().stream()
              .filter(piece -> piece.fate() == Fate.REMOVED)
              .noneMatch(piece -> piece.author().isEmpty()),
          () -> "somebody removed it, seed " + SEED);
    }
  }

  @Test
  void restoringIsANewEdit() {
    ada.type("first");
    long wanted = revision();
    ben.delete(0, 3);
    ben.type("second");
    long before = revision();
    var restored =
        resource()
            .restore(
                id(),
                "{\"revision\":" + wanted + ",\"session\":\"" + ada.view().id().value() + "\"}",
                TestSecurity.NOBODY);
    assertEquals(before + 1, restored.revision());
    assertEquals("first\n", document.text());
    assertEquals("Ada", document.changes().getLast().author().name());
  }

  @Test
  void whoDoesSomethingIsWhomTheServerKnowsAndNotWhomTheySay() {
    ada.type("first");
    var ben = TestSecurity.of("ben");
    String asAda =
        "{\"name\":\"v\",\"revision\":1,\"session\":\"" + ada.view().id().value() + "\"}";
    resource().keepVersion(id(), asAda, ben);
    assertEquals("Ben", resource().versions(id(), ben).versions().getFirst().by());
    ada.type(" again");
    String forged = "{\"name\":\"v\",\"revision\":2,\"by\":\"Ada\"}";
    resource().keepVersion(id(), forged, TestSecurity.NOBODY);
    assertEquals("Someone", resource().versions(id(), ben).versions().getLast().by());
  }

  @Test
  void aRevisionGetsAName() {
    ada.type("first");
    resource().keepVersion(id(), "{\"name\":\" Draft \",\"revision\":1}", TestSecurity.NOBODY);
    var version = resource().versions(id(), TestSecurity.NOBODY).versions().getFirst();
    assertEquals("Draft", version.name());
    resource().renameVersion(id(), version.id(), "{\"name\":\"Final\"}", TestSecurity.NOBODY);
    assertEquals(
        "Final", resource().versions(id(), TestSecurity.NOBODY).versions().getFirst().name());
    resource().forgetVersion(id(), version.id(), TestSecurity.NOBODY);
    assertEquals(List.of(), resource().versions(id(), TestSecurity.NOBODY).versions());
  }

  @Test
  void whatIsNotThereIsNotFoundAndNonsenseIsSaidToBe() {
    HistoryResource resource = resource();
    ada.type("first");
    assertThrows(NotFoundException.class, () -> resource.content(id(), 99, TestSecurity.NOBODY));
    assertThrows(
        NotFoundException.class, () -> resource.timeline("nowhere", 0, 10, TestSecurity.NOBODY));
    assertThrows(
        BadRequestException.class, () -> resource.difference(id(), 1, 0, TestSecurity.NOBODY));
    assertThrows(
        BadRequestException.class, () -> resource.keepVersion(id(), "[]", TestSecurity.NOBODY));
    assertThrows(BadRequestException.class, () -> resource.content(id(), -1, TestSecurity.NOBODY));
  }

  @Test
  void aDocumentThatTheAskerMayNotReadIsNotThere() {
    ada.type("first");
    document.restrictTo("somebody-else");
    assertThrows(NotFoundException.class, () -> resource().authors(id(), 1, TestSecurity.NOBODY));
  }

  @Test
  void whoMayOnlyReadChangesNothing() {
    ada.type("first");
    String named = "{\"name\":\"Draft\",\"revision\":1}";
    resource().keepVersion(id(), named, TestSecurity.NOBODY);
    String kept = resource().versions(id(), TestSecurity.NOBODY).versions().getFirst().id();
    document.letReaders(Role.COMMENTER);
    assertForbidden(() -> resource().keepVersion(id(), named, TestSecurity.NOBODY));
    assertForbidden(() -> resource().renameVersion(id(), kept, named, TestSecurity.NOBODY));
    assertForbidden(() -> resource().forgetVersion(id(), kept, TestSecurity.NOBODY));
    assertForbidden(() -> resource().restore(id(), "{\"revision\":0}", TestSecurity.NOBODY));
    assertEquals("first\n", document.text());
    assertEquals(1, resource().versions(id(), TestSecurity.NOBODY).versions().size());
  }

  private static void assertForbidden(Executable call) {
    assertThrows(ForbiddenException.class, call);
  }

  private void edit(SplittableRandom random, TestSession who) {
    int length = document.content().length() - 1;
    int at = length == 0 ? 0 : random.nextInt(length);
    int reach = Math.min(1 + random.nextInt(6), length - at);
    if (length < 20 || random.nextInt(3) > 0) {
      who.insert(at, "abc".substring(random.nextInt(3)));
    } else if (random.nextBoolean()) {
      who.submit(at == 0 ? Delta.of(bold(reach)) : Delta.of(retain(at), bold(reach)));
    } else {
      who.delete(at, reach);
    }
  }

  private static Op retain(int length) {
    return new Op.Retain(length, Attributes.NONE);
  }

  private static Op bold(int length) {
    return new Op.Retain(length, Attributes.of("bold", new Value.Bool(true)));
  }

  private DocumentHistory history() {
    return server.plugin().of(document.id(), Asker.of(ada.view())).orElseThrow();
  }

  private HistoryResource resource() {
    return server.resource(HistoryResource.class);
  }

  private String id() {
    return document.id().value();
  }

  private long revision() {
    return document.revision().number();
  }

  private RichText content(long revision) {
    return history().at(revision).orElseThrow().content();
  }

  private static List<String> names(Episode episode) {
    return episode.authors().stream().map(Episode.Writer::name).toList();
  }

  private String name(String author) {
    return author.isEmpty()
        ? "nobody"
        : document.sessions().stream()
            .map(session -> session.view().author())
            .filter(one -> one.id().equals(author))
            .findFirst()
            .orElseThrow()
            .name();
  }

  private static String text(Op op) {
    return op instanceof Op.Insert(String text, Attributes attributes) ? text : "?";
  }

  private static String text(Difference difference, Fate without) {
    List<String> texts = new ArrayList<>();
    for (var piece : difference.pieces()) {
      if (piece.fate() != without) {
        texts.add(text(piece.op()));
      }
    }
    return String.join("", texts);
  }
}
