package io.scriptorium.engine;

import static io.scriptorium.engine.TestServer.DOCUMENT;
import static io.scriptorium.engine.TestServer.delete;
import static io.scriptorium.engine.TestServer.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pictures and links of a document may come from. */
class SourcesTest {
  private static final DocumentId OTHER = new DocumentId("other");
  private static final Attachment CAT = Attachment.of("image/png", 1, 1, new byte[] {1});
  private static final String OWN = Attachment.source(DOCUMENT, CAT.id());
  private final TestServer server = new TestServer();
  private final Peer ada = server.join("ada");

  private static Delta picture(String source) {
    return Delta.of(
        new Op.Embed(new Value.Members(Map.of("image", new Value.Text(source))), Attributes.NONE));
  }

  private static Attributes link(String address) {
    return Attributes.of("link", new Value.Text(address));
  }

  private static <T> T take(Peer peer, Class<T> kind) {
    return peer.read().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  private void keep(DocumentId document) {
    server.attachments.keep(document, CAT, 1_000);
  }

  private void refused(long seq, Delta delta) {
    ada.edit(seq, server.changes().size(), delta);
    ServerMessage.Reject reject = take(ada, ServerMessage.Reject.class);
    assertEquals(seq, reject.seq());
    assertEquals("invalid_edit", reject.code());
  }

  private void taken(long seq, Delta delta) {
    ada.edit(seq, server.changes().size(), delta);
    assertEquals(seq, take(ada, ServerMessage.Ack.class).seq());
  }

  /** As the log has it from before there was a rule. */
  private void fromBefore(Op... ops) {
    ada.session.closed();
    server.settle();
    server.pass(Duration.ofMinutes(1));
    long head = server.changes().size();
    Change change =
        new Change(
            new Revision(head + 1),
            new SubmissionId(new ClientId("old"), head + 1),
            new SessionId("old"),
            new Author("old", "Old"),
            Instant.EPOCH,
            Delta.of(ops));
    server.log.append(DOCUMENT, new Revision(head), List.of(change));
    server.settle();
  }

  @Test
  void documentShowsItsOwnAttachments() {
    keep(DOCUMENT);
    taken(1, picture(OWN));
    server.attachments.sweep(server.clock.instant().plusSeconds(1));
    assertTrue(server.attachments.find(DOCUMENT, CAT.id()).isPresent(), "it was claimed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/cat.png",
        "data:image/png;base64,AAAA",
        "javascript:x",
        "",
        "/api/documents/minutes/attachments/../../../account",
      })
  void pictureFromElsewhereIsRefusedAndWritingGoesOn(String source) {
    refused(1, picture(source));
    taken(2, insert(0, "on"));
    assertEquals("on\n", server.text());
  }

  @Test
  void attachmentThatIsNotHereIsRefused() {
    refused(1, picture(OWN));
    keep(OTHER);
    refused(2, picture(OWN));
    refused(3, picture(Attachment.source(OTHER, CAT.id())));
    keep(DOCUMENT);
    refused(4, picture(Attachment.source(OTHER, CAT.id())));
    taken(5, picture(OWN));
  }

  @Test
  void pictureThatIsNoTextIsRefused() {
    Value.Members embed = new Value.Members(Map.of("image", new Value.Bool(true)));
    refused(1, Delta.of(new Op.Embed(embed, Attributes.NONE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://example.org/a?b#c", "HTTP://example.org", "mailto:a@example.org"})
  void linkLeadsToTheWebOrToAMailbox(String address) {
    taken(1, Delta.of(new Op.Insert("x", link(address))));
    taken(2, Delta.of(new Op.Retain(1, link(address + "2"))));
    taken(3, Delta.of(new Op.Retain(1, Attributes.of("link", Value.Null.NULL))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "tel:1",
        "/relative",
        "//example.org",
        "https:x",
        "https://a b",
        "",
      })
  void linkToElsewhereIsRefused(String address) {
    refused(1, Delta.of(new Op.Insert("x", link(address))));
    refused(2, Delta.of(new Op.Retain(1, link(address))));
    assertEquals("\n", server.text());
  }

  @Test
  void whatWasThereBeforeTheRuleMayMoveAndComeBack() {
    Op picture = picture("https://example.org/cat.png").ops().getFirst();
    fromBefore(picture, new Op.Insert("call", link("tel:1")));
    Peer ben = server.join("ben");
    take(ben, ServerMessage.Joined.class);
    ben.edit(1, 1, delete(0, 5));
    take(ben, ServerMessage.Ack.class);
    assertEquals("\n", server.text());
    ben.edit(2, 2, Delta.of(picture, new Op.Insert("call", link("tel:1"))));
    take(ben, ServerMessage.Ack.class);
    ben.edit(3, 3, Delta.of(new Op.Insert("me", link("tel:2"))));
    take(ben, ServerMessage.Reject.class);
  }

  @Test
  void editWaitsWhileNobodyCanSayWhetherItsPictureIsThere() {
    keep(DOCUMENT);
    server.attachments.failClaims(2);
    ada.edit(1, 0, picture(OWN));
    server.settle();
    assertEquals(0, server.changes().size());
    server.pass(Duration.ofSeconds(1));
    assertEquals(0, server.changes().size());
    server.pass(Duration.ofSeconds(1));
    assertEquals(1, server.changes().size());
    assertEquals(1, take(ada, ServerMessage.Ack.class).seq());
  }

  @Test
  void attachmentsOfAPurgedDocumentGoWithIt() {
    keep(DOCUMENT);
    taken(1, picture(OWN));
    server.catalogue.delete(DOCUMENT);
    server.pass(Limits.defaults().keepDeleted().plusDays(2));
    assertEquals(List.of(DOCUMENT), server.purged);
    assertEquals(0, server.attachments.contents());
  }
}
