package io.scriptorium.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.Attachments.Outcome;
import io.scriptorium.plugin.DocumentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Attachments} does. */
public abstract class AttachmentsContract {
  private static final DocumentId ONE = new DocumentId("one");
  private static final DocumentId OTHER = new DocumentId("other");
  private static final Attachment CAT = picture("cat");
  private static final Attachment DOG = picture("a dog");
  private static final long PLENTY = 1_000;
  private static final Instant START = Instant.EPOCH.plusSeconds(100);
  private static final Instant LATER = START.plusSeconds(10);

  /** Only the subclasses of a contract are made. */
  protected AttachmentsContract() {}

  /** Those under test; none at first. */
  protected abstract Attachments attachments();

  /** Sets their clock. */
  protected abstract void setTime(Instant time);

  /** How many contents take room. */
  protected abstract int contents();

  private static Attachment picture(String content) {
    return Attachment.of("image/png", 3, 4, content.getBytes(StandardCharsets.UTF_8));
  }

  private Outcome keep(DocumentId document, Attachment attachment) {
    return attachments().keep(document, attachment, PLENTY);
  }

  private boolean has(DocumentId document, Attachment attachment) {
    return attachments().find(document, attachment.id()).isPresent();
  }

  @Test
  void attachmentIsItsDocumentsAndNobodyElses() {
    assertEquals(Outcome.ADDED, keep(ONE, CAT));
    Attachment found = attachments().find(ONE, CAT.id()).orElseThrow();
    assertEquals("image/png", found.mediaType());
    assertEquals(3, found.width());
    assertEquals(4, found.height());
    assertEquals(CAT.id(), found.id());
    assertArrayEquals(CAT.content(), found.content());
    assertFalse(has(OTHER, CAT));
    assertEquals(Optional.empty(), attachments().find(ONE, DOG.id()));
  }

  @Test
  void contentOfTwoDocumentsIsKeptOnceAndGoesWithTheLastOfThem() {
    keep(ONE, CAT);
    keep(OTHER, CAT);
    attachments().claim(ONE, Set.of(CAT.id()));
    attachments().claim(OTHER, Set.of(CAT.id()));
    assertEquals(1, contents());
    attachments().forget(ONE);
    attachments().sweep(LATER);
    assertFalse(has(ONE, CAT));
    assertTrue(has(OTHER, CAT));
    assertEquals(1, contents());
    attachments().forget(OTHER);
    attachments().sweep(LATER);
    assertEquals(0, contents());
  }

  @Test
  void whatNobodyClaimedGoesAfterAWhile() {
    setTime(START);
    keep(ONE, CAT);
    keep(ONE, DOG);
    assertTrue(attachments().claim(ONE, Set.of(DOG.id())));
    attachments().sweep(START);
    assertTrue(has(ONE, CAT), "not before its time");
    attachments().sweep(START.plusMillis(1));
    assertFalse(has(ONE, CAT));
    assertTrue(has(ONE, DOG));
    assertEquals(1, contents());
  }

  @Test
  void keptAgainItsTimeBeginsAnewAndAClaimStays() {
    setTime(START);
    keep(ONE, CAT);
    keep(ONE, DOG);
    attachments().claim(ONE, Set.of(DOG.id()));
    setTime(LATER);
    assertEquals(Outcome.THERE, keep(ONE, CAT));
    assertEquals(Outcome.THERE, keep(ONE, DOG));
    attachments().sweep(LATER);
    assertTrue(has(ONE, CAT));
    attachments().sweep(LATER.plusMillis(1));
    assertFalse(has(ONE, CAT));
    assertTrue(has(ONE, DOG));
  }

  @Test
  void onlyOnesOwnCanBeClaimed() {
    keep(ONE, CAT);
    keep(OTHER, DOG);
    assertTrue(attachments().claim(ONE, Set.of(CAT.id())));
    assertTrue(attachments().claim(ONE, Set.of(CAT.id())), "once more");
    assertFalse(attachments().claim(ONE, Set.of(DOG.id())));
    assertFalse(attachments().claim(ONE, Set.of(CAT.id(), DOG.id())));
    attachments().sweep(LATER.plusSeconds(1_000_000_000_000L));
    assertFalse(has(OTHER, DOG), "another document's claim is none");
  }

  @Test
  void documentHasARoomOfItsOwn() {
    assertEquals(Outcome.NO_ROOM, attachments().keep(ONE, CAT, 2));
    assertFalse(has(ONE, CAT));
    assertEquals(0, contents());
    assertEquals(Outcome.ADDED, attachments().keep(ONE, CAT, 3));
    assertEquals(Outcome.THERE, attachments().keep(ONE, CAT, 3), "it takes no more room");
    assertEquals(Outcome.NO_ROOM, attachments().keep(ONE, DOG, 7));
    assertEquals(Outcome.ADDED, attachments().keep(OTHER, DOG, 7));
    assertEquals(Outcome.ADDED, attachments().keep(ONE, DOG, 8));
  }

  @Test
  void whatIsNotThereIsForgottenAndSweptInPeace() {
    attachments().forget(ONE);
    attachments().sweep(START);
    assertEquals(0, contents());
  }
}
