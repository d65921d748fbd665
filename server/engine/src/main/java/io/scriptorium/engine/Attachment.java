package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture that belongs to documents, as it is kept and sent to browsers. Nobody changes its
 * content.
 *
 * @param mediaType of the content: {@code image/png}, {@code image/jpeg} or {@code image/gif}
 * @param width in pixels
 * @param height in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them: the id says whether they differ.
public record Attachment(AttachmentId id, String mediaType, int width, int height, byte[] content) {
  private static final Pattern SOURCE =
      Pattern.compile("/api/documents/([A-Za-z0-9_-]{1,64})/attachments/([0-9a-f]{64})");

  /** An attachment named by its content. */
  public static Attachment of(String mediaType, int width, int height, byte[] content) {
    return new Attachment(AttachmentId.of(content), mediaType, width, height, content);
  }

  /** What the {@code image} of an embed says that shows this attachment in a document. */
  public static String source(DocumentId document, AttachmentId id) {
    return "/api/documents/" + document + "/attachments/" + id;
  }

  /** The attachment of this document that a source names; empty if it names anything else. */
  public static Optional<AttachmentId> named(String source, DocumentId document) {
    Matcher matcher = SOURCE.matcher(source);
    return matcher.matches() && matcher.group(1).equals(document.value())
        ? Optional.of(new AttachmentId(matcher.group(2)))
        : Optional.empty();
  }
}
