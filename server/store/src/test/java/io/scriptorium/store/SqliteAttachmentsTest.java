package io.scriptorium.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.Attachment;
import io.scriptorium.engine.Attachments;
import io.scriptorium.engine.AttachmentsContract;
import io.scriptorium.plugin.DocumentId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAttachmentsTest extends AttachmentsContract {
  private static final DocumentId DOCUMENT = new DocumentId("one");
  @TempDir Path folder;
  private Instant now = Instant.EPOCH;
  private SqliteAttachments attachments;

  @BeforeEach
  void open() {
    attachments = SqliteAttachments.open(folder, () -> now);
  }

  @AfterEach
  void close() {
    attachments.close();
  }

  @Override
  protected Attachments attachments() {
    return attachments;
  }

  @Override
  protected void setTime(Instant time) {
    now = time;
  }

  @Override
  protected int contents() {
    return attachments.contents();
  }

  @Test
  void attachmentsOutliveTheServer() {
    var picture = Attachment.of("image/png", 1, 1, new byte[] {1, 2, 3});
    attachments.keep(DOCUMENT, picture, 10);
    attachments.claim(DOCUMENT, Set.of(picture.id()));
    close();
    open();
    attachments.sweep(Instant.EPOCH.plusSeconds(1));
    assertTrue(attachments.find(DOCUMENT, picture.id()).isPresent());
  }

  @Test
  void sweepTakesManyInTurn() {
    for (byte i = 0; i < 50; i++) {
      attachments.keep(DOCUMENT, Attachment.of("image/png", 1, 1, new byte[] {i}), 100);
    }
    assertEquals(50, attachments.contents());
    attachments.forget(DOCUMENT);
    attachments.sweep(Instant.EPOCH);
    assertEquals(0, attachments.contents());
  }
}
