package io.scriptorium.web.rest;

import io.scriptorium.engine.Catalogue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A document as the API shows it.
 *
 * @param created when it was made
 * @param changed when it was last edited, renamed or brought back
 */
@Schema(name = "Document", description = "A document: everything but its content.")
public record DocumentView(
    @Schema(
            description = "Names the document for good.",
            pattern = "^[A-Za-z0-9_-]{1,64}$",
            required = true,
            examples = "u3Xq0bW_9aPz")
        String id,
    @Schema(minLength = 1, maxLength = 200, required = true, examples = "Minutes of Monday")
        String title,
    @Schema(
            description = "How many changes it has had.",
            minimum = "0",
            required = true,
            examples = "42")
        long revision,
    @Schema(description = "When it was made.", format = "date-time", required = true)
        Instant created,
    @Schema(
            description = "When it was last edited, renamed or brought back.",
            format = "date-time",
            required = true)
        Instant changed) {
  static DocumentView of(Catalogue.Entry entry) {
    return new DocumentView(
        entry.id().value(),
        entry.title(),
        entry.revision().number(),
        entry.created(),
        entry.changed());
  }
}
