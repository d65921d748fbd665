package io.scriptorium.web.rest;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.web.plugin.ShortPaths;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to {@code /openapi} what the plugins serve that run when it is first asked for. The
 * container keeps that document; {@code /api/plugins/{name}/openapi} stays true when plugins come
 * and go.
 */
public class PluginPaths implements OASFilter {
  /** Made by the container. */
  public PluginPaths() {}

  @Override
  public void filterOpenAPI(OpenAPI document) {
    PluginHost host = CDI.current().select(DocumentServer.class).get().plugins();
    ShortPaths paths = CDI.current().select(ShortPaths.class).get();
    for (PluginStatus plugin : host.statuses()) {
      host.resource(plugin.name())
          .ifPresent(resource -> {
            add(document, "/api/plugins/" + plugin.name(), resource.getClass());
            paths
                .words(plugin.name())
                .forEach(word -> add(document, "/api/" + word, resource.getClass()));
          });
    }
  }

  private static void add(OpenAPI document, String base, Class<?> resource) {
    ResourceDescription.of(base, resource)
        .calls()
        .forEach((path, verbs) -> {
          PathItem item = OASFactory.createPathItem();
          verbs.forEach((verb, told) ->
              item.setOperation(
                  PathItem.HttpMethod.valueOf(verb.toUpperCase(Locale.ROOT)), operation(told)));
          document.getPaths().addPathItem(path, item);
        });
  }

  private static Operation operation(Object told) {
    Map<?, ?> facts = (Map<?, ?>) told;
    Operation operation =
        OASFactory.createOperation()
            .summary((String) facts.get("summary"))
            .description((String) facts.get("description"))
            .tags(List.of("plugins"));
    if (facts.get("parameters") instanceof List<?> parameters) {
      parameters.forEach(parameter -> operation.addParameter(parameter((Map<?, ?>) parameter)));
    }
    if (facts.get("requestBody") instanceof Map<?, ?> body) {
      operation.requestBody(
          OASFactory.createRequestBody().required(true).content(content(part(body, "content"))));
    }
    return operation.responses(responses(part(facts, "responses")));
  }

  private static Parameter parameter(Map<?, ?> told) {
    return OASFactory.createParameter()
        .name((String) told.get("name"))
        .in(Parameter.In.valueOf(String.valueOf(told.get("in")).toUpperCase(Locale.ROOT)))
        .required((Boolean) told.get("required"))
        .description((String) told.get("description"))
        .schema(schema(part(told, "schema")));
  }

  private static APIResponses responses(Map<?, ?> told) {
    APIResponses responses = OASFactory.createAPIResponses();
    told.forEach((status, response) -> {
      var facts = (Map<?, ?>) response;
      responses.addAPIResponse(
          (String) status,
          OASFactory.createAPIResponse()
              .description((String) facts.get("description"))
              .content(facts.containsKey("content") ? content(part(facts, "content")) : null));
    });
    return responses;
  }

  private static Content content(Map<?, ?> told) {
    Content content = OASFactory.createContent();
    told.forEach((mediaType, body) ->
        content.addMediaType(
            (String) mediaType,
            OASFactory.createMediaType().schema(schema(part((Map<?, ?>) body, "schema")))));
    return content;
  }

  /** Keywords whose values are schemas themselves have to become the model's. */
  private static Schema schema(Map<?, ?> told) {
    Schema schema = OASFactory.createSchema();
    told.forEach((keyword, value) -> {
      switch ((String) keyword) {
        case "type" ->
            schema.addType(
                Schema.SchemaType.valueOf(String.valueOf(value).toUpperCase(Locale.ROOT)));
        case "items" -> schema.items(schema((Map<?, ?>) value));
        case "additionalProperties" -> schema.additionalPropertiesSchema(schema((Map<?, ?>) value));
        case "properties" ->
            ((Map<?, ?>) value)
                .forEach((name, of) -> schema.addProperty((String) name, schema((Map<?, ?>) of)));
        default -> schema.set((String) keyword, value);
      }
    });
    return schema;
  }

  private static Map<?, ?> part(Map<?, ?> of, String key) {
    return of.get(key) instanceof Map<?, ?> part ? part : Map.of();
  }
}
