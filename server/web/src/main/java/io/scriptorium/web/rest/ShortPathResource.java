package io.scriptorium.web.rest;

import io.scriptorium.web.plugin.ShortPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/**
 * The way to a plugin by a word of its own: {@code /api/search} is {@code /api/plugins/{name}} of
 * the plugin whose manifest says {@code Scriptorium-Serves: search}.
 */
@Path("/{word: [a-z][a-z0-9-]*}")
@RequestScoped
public class ShortPathResource {
  @Inject private ShortPaths paths;
  @Inject private PluginCalls calls;

  /** Made by the container. */
  public ShortPathResource() {}

  /** The plugin's own. */
  @Path("/")
  public Object plugin(@PathParam("word") String word, @Context UriInfo uri) {
    return paths
        .plugin(word)
        .map(plugin ->
            calls.resource(plugin, uri.getPathSegments().subList(1, uri.getPathSegments().size())))
        .orElseThrow(() ->
            ProblemException.notFound("there is nothing at " + uri.getRequestUri().getRawPath()));
  }
}
