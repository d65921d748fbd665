package io.scriptorium.web.rest;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The plugins that run, and the way into what each of them serves. */
@Path("/plugins")
@RequestScoped
@Tag(ref = "plugins")
@APIResponse(responseCode = "500", ref = "Internal")
public class PluginsResource {
  @Inject private DocumentServer documents;
  @Inject private PluginCalls calls;

  /** Made by the container. */
  public PluginsResource() {}

  /** Those that run. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "listPlugins", summary = "The plugins that run")
  @APIResponse(
      responseCode = "200",
      description = "These.",
      content = @Content(schema = @Schema(implementation = PluginView.All.class)))
  public Response list() {
    var running =
        documents.plugins().statuses().stream()
            .filter(status -> status.state() instanceof PluginStatus.State.Running)
            .map(PluginView::of)
            .toList();
    return Response.ok(new PluginView.All(running))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** What one serves, described: as it is at the moment, also if it came while the server ran. */
  @GET
  @Path("/{name}/openapi")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "describePlugin",
      summary = "What a plugin serves under `/api/plugins/{name}`, as an OpenAPI document",
      description = "A part of `/openapi`, and like it up to date.")
  @APIResponse(
      responseCode = "200",
      description = "An OpenAPI 3.1 document.",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "PluginUnavailable")
  public Response describe(@PathParam("name") String name) {
    Map<String, Object> description =
        ResourceDescription.of(name, calls.resource(name).getClass()).document(name);
    return Response.ok(description).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  /** The plugin's own. */
  @Path("/{name}")
  public Object plugin(@PathParam("name") String name, @Context UriInfo uri) {
    List<PathSegment> path = uri.getPathSegments();
    return calls.resource(name, path.subList(2, path.size()));
  }
}
