package io.scriptorium.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
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

  /** What a request asks for: with {@code format}, or else in {@code Accept}; YAML at first. */
  static OpenApiFormat of(HttpServletRequest request) {
    String wish =
        Optional.ofNullable(request.getParameter("format"))
            .or(() -> Optional.ofNullable(request.getHeader("Accept")))
            .orElse("");
    return wish.equalsIgnoreCase("json") || wish.contains(JSON.mediaType) ? JSON : YAML;
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
