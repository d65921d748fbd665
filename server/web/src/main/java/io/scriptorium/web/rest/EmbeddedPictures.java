package io.scriptorium.web.rest;

import io.scriptorium.engine.Attachment;
import io.scriptorium.engine.Attachments;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.web.export.Pictures;
import java.util.Base64;
import java.util.Optional;

/**
 * A document's pictures as addresses that hold them, so that a page can be taken away with them in
 * it; up to a bound, from which on they are left out.
 */
final class EmbeddedPictures implements Pictures {
  /** How many bytes of pictures one page holds: it is put together in memory. */
  private static final long MOST_BYTES = 48L * 1024 * 1024;

  private final Attachments attachments;
  private final DocumentId document;
  private long bytes;

  EmbeddedPictures(Attachments attachments, DocumentId document) {
    this.attachments = attachments;
    this.document = document;
  }

  @Override
  public Optional<String> address(String source) {
    return Attachment.named(source, document)
        .filter(id -> bytes < MOST_BYTES)
        .flatMap(id -> attachments.find(document, id))
        .map(this::embedded);
  }

  private String embedded(Attachment attachment) {
    bytes += attachment.content().length;
    return "data:"
        + attachment.mediaType()
        + ";base64,"
        + Base64.getEncoder().encodeToString(attachment.content());
  }
}
