package io.scriptorium.web.rest;

import io.scriptorium.engine.Attachment;
import io.scriptorium.plugin.DocumentId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A picture of a document, but for its content. */
@Schema(name = "Attachment", description = "A picture of a document, but for its content.")
public record AttachmentView(
    @Schema(description = "Its id: the SHA-256 of its content.", required = true) String hash,
    @Schema(
            description = "What an embed's `image` says to show it; also its address.",
            required = true)
        String source,
    @Schema(examples = "image/png", required = true) String type,
    @Schema(description = "In pixels.", required = true) int width,
    @Schema(description = "In pixels.", required = true) int height,
    @Schema(description = "How long its content is.", required = true) int bytes) {

  static AttachmentView of(DocumentId document, Attachment attachment) {
    return new AttachmentView(
        attachment.id().value(),
        Attachment.source(document, attachment.id()),
        attachment.mediaType(),
        attachment.width(),
        attachment.height(),
        attachment.content().length);
  }
}
