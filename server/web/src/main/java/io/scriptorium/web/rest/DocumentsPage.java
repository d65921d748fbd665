package io.scriptorium.web.rest;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Some of the documents, newest change first.
 *
 * @param next the {@code cursor} of the page after this one; absent on the last page
 */
@Schema(name = "DocumentsPage", description = "Some of the documents, newest change first.")
public record DocumentsPage(
    @Schema(required = true) List<DocumentView> documents,
    @Schema(
            description = "The cursor of the page after this one; absent on the last page.",
            implementation = String.class)
        Optional<String> next) {
  public DocumentsPage {
    documents = List.copyOf(documents);
  }
}
