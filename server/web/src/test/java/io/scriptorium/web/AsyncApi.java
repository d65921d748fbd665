package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The socket's AsyncAPI document, to which every message of the server's is held. */
final class AsyncApi {
  private static final Path DOCUMENT = Path.of("..", "..", "src/site/resources/asyncapi.yaml");
  private static final ObjectNode API = (ObjectNode) new YAMLMapper().readTree(DOCUMENT.toFile());
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private AsyncApi() {}

  /** Fails if the server may not say this. */
  static void check(JsonNode message) {
    String type = message.path("type").stringValue("");
    String name = type.equals("plugin") ? "fromPlugin" : type;
    Schema schema = SCHEMAS.computeIfAbsent(name, AsyncApi::payload);
    assertEquals(List.of(), List.copyOf(schema.validate(message)), message::toString);
  }

  private static Schema payload(String name) {
    ObjectNode schema = API.deepCopy();
    schema.put("$ref", "#/components/messages/" + name + "/payload");
    return REGISTRY.getSchema(schema);
  }
}
