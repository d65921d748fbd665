package io.scriptorium.web.rest;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The plugins in an administrator's eyes: all of them, how they do, restart, on and off. */
@Path("/admin/plugins")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "administration")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
public class AdminPluginsResource {
  @Inject private DocumentServer documents;
  @Inject private AdminGate gate;

  /** Made by the container. */
  public AdminPluginsResource() {}

  /** All of them, those that were refused included. */
  @GET
  @Operation(operationId = "reportPlugins", summary = "All plugins, and how they are doing")
  @APIResponse(
      responseCode = "200",
      description = "These.",
      content = @Content(schema = @Schema(implementation = PluginReportView.All.class)))
  public Response list() {
    gate.pass();
    var reports = host().statuses().stream().map(PluginReportView::of).toList();
    return answer(new PluginReportView.All(reports));
  }

  /** Ends a plugin's instance and starts a fresh one, also out of its quarantine. */
  @POST
  @Path("/{name}/restart")
  @Operation(
      operationId = "restartPlugin",
      summary = "Starts a fresh instance, from its checkpoint",
      description = "Also of one that is quarantined or switched off. Does not wait for it.")
  @APIResponse(
      responseCode = "202",
      description = "It is being started.",
      content = @Content(schema = @Schema(implementation = PluginReportView.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response restart(@PathParam("name") String name) {
    gate.pass();
    known(name);
    host().restart(name);
    return report(202, name);
  }

  /** Switches a plugin off everywhere, or on again. */
  @PUT
  @Path("/{name}/state")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "switchPlugin",
      summary = "Switches a plugin off everywhere, or on again",
      description = "Lasts over restarts of the server.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Switch.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is so.",
      content = @Content(schema = @Schema(implementation = PluginReportView.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response turn(@PathParam("name") String name, Switch wanted) {
    gate.pass();
    known(name);
    if (wanted.on()) {
      host().switchOn(name);
    } else {
      host().switchOff(name);
    }
    return report(200, name);
  }

  private Response report(int status, String name) {
    return Response.fromResponse(answer(PluginReportView.of(known(name)))).status(status).build();
  }

  private static Response answer(Record report) {
    return Response.ok(report).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  private PluginStatus known(String name) {
    return host().status(name).orElseThrow(() -> ProblemException.noSuchPlugin(name));
  }

  private PluginHost host() {
    return documents.plugins();
  }
}
