package io.scriptorium.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** How an OpenAPI document is written down. */
enum OpenApiFormat {
  /** RFC 9512. */
  YAML("application/yaml", new YAMLMapper()),
  /** RFC 8259. */
  JSON("application/json", new JsonMapper());

  private final String mediaType;
  private final ObjectMapper mapper;

  OpenApiFormat(String mediaType, ObjectMapper mapper) {
    this.mediaType = mediaType;
    this.mapper = mapper;
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
    return mapper.writeValueAsBytes(document);
  }
}
