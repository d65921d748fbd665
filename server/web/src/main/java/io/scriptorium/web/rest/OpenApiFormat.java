package io.scriptorium.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** How an OpenAPI document is written down. */
enum OpenApiFormat {
  /** RFC 9512. */
  YAML("application/yaml"),
  /** RFC 8259. */
  JSON("application/json");

  private static final YAMLMapper AS_YAML = new YAMLMapper();
  private static final JsonMapper AS_JSON = new JsonMapper();

  private final String mediaType;

  OpenApiFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * What a request asks for: with {@code format}, or else in {@code Accept}; YAML if it does not
   * say, or wants neither (RFC 9110 leaves that open, and most that read OpenAPI read both). Empty
   * if {@code format} names none of these.
   */
  static Optional<OpenApiFormat> of(HttpServletRequest request) {
    String name = request.getParameter("format");
    if (name != null) {
      return Stream.of(values()).filter(format -> format.name().equalsIgnoreCase(name)).findAny();
    }
    List<MediaWish> wishes = MediaWish.of(request.getHeaders("Accept"));
    MediaWish yaml = MediaWish.best(wishes, MediaType.valueOf(YAML.mediaType));
    MediaWish json = MediaWish.best(wishes, MediaType.valueOf(JSON.mediaType));
    return Optional.of(json.compareTo(yaml) > 0 ? JSON : YAML);
  }

  String mediaType() {
    return mediaType;
  }

  /** The document in UTF-8. */
  byte[] write(JsonNode document) {
    return switch (this) {
      case YAML -> AS_YAML.writeValueAsBytes(document);
      case JSON -> AS_JSON.writeValueAsBytes(document);
    };
  }
}
