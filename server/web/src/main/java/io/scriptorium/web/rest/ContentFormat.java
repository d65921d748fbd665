package io.scriptorium.web.rest;

import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.json.DeltaJson;
import io.scriptorium.web.export.HtmlExport;
import io.scriptorium.web.export.MarkdownExport;
import io.scriptorium.web.export.Pictures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a document's content can be had. */
enum ContentFormat {
  /** A Quill Delta: the list of its inserts. */
  DELTA("application/json"),
  /** The characters alone, each embed as U+FFFC; offsets are those of the delta. */
  TEXT("text/plain;charset=utf-8"),
  /** A page. */
  HTML("text/html;charset=utf-8"),
  /** CommonMark with strikethrough and check boxes. */
  MARKDOWN("text/markdown;charset=utf-8");

  private final String mediaType;

  ContentFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /** As the query names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The content in this format.
   *
   * @param embedded the document's pictures as an address that holds them
   * @param linked the document's pictures as an address that names them
   */
  String write(String title, RichText content, Pictures embedded, Pictures linked) {
    return switch (this) {
      case DELTA -> DeltaJson.write(content.toDelta());
      case TEXT -> content.text();
      case HTML -> HtmlExport.page(title, content, embedded);
      case MARKDOWN -> MarkdownExport.of(content, linked);
    };
  }

  static Optional<ContentFormat> of(String word) {
    return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Stream.of(values()).map(ContentFormat::word).toList();
  }
}
