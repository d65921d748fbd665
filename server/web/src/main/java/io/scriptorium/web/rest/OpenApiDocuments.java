package io.scriptorium.web.rest;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.web.plugin.ShortPaths;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds to the description of the server's own calls those of the plugins that run at the moment.
 * Usable from any thread.
 */
@Singleton
class OpenApiDocuments {
  private static final Logger LOG = System.getLogger(OpenApiDocuments.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  private final PluginHost host;
  private final ShortPaths shortPaths;

  @Inject
  OpenApiDocuments(DocumentServer documents, ShortPaths shortPaths) {
    this.host = documents.plugins();
    this.shortPaths = shortPaths;
  }

  /**
   * The whole of it.
   *
   * @param own what the container has found out about the server's own calls: OpenAPI in JSON
   */
  ObjectNode whole(String own) {
    var document = (ObjectNode) JSON.readTree(own);
    for (PluginStatus plugin : host.statuses()) {
      if (plugin.state() instanceof PluginStatus.State.Running) {
        description(plugin.name()).ifPresent(description -> add(plugin, description, document));
      }
    }
    return document;
  }

  /** Empty if it serves nothing, or if its classes are such that nobody can tell what. */
  private Optional<ResourceDescription> description(String plugin) {
    try {
      return host.resource(plugin)
          .map(resource -> ResourceDescription.of(plugin, resource.getClass()));
    } catch (RuntimeException | LinkageError unreadable) {
      LOG.log(Level.WARNING, "what plugin " + plugin + " serves is not described", unreadable);
      return Optional.empty();
    }
  }

  /** A {@link ResourceDescription} has paths alone: each of its schemas stands where it is used. */
  private void add(PluginStatus plugin, ResourceDescription described, ObjectNode document) {
    ObjectNode calls = JSON.valueToTree(described.calls());
    document.withObjectProperty("paths").setAll(calls);
    ArrayNode tags = document.withArrayProperty("tags");
    if (!names(tags, plugin.name())) {
      tags.addObject().put("name", plugin.name()).put("description", words(plugin));
    }
  }

  private static boolean names(ArrayNode tags, String name) {
    return tags.valueStream()
        .map((JsonNode tag) -> tag.path("name").stringValue(""))
        .anyMatch(name::equals);
  }

  private String words(PluginStatus plugin) {
    String also =
        shortPaths.words(plugin.name()).stream()
            .map(word -> " Also at `/api/" + word + "`.")
            .collect(Collectors.joining());
    return "The plugin " + plugin.title() + "." + also;
  }
}
