package io.scriptorium.web.rest;

import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.plugin.DocumentId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which plugins are on in a document. */
@Path("/documents/{id}/plugins")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "documents")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class DocumentPluginsResource {
  @Inject private DocumentServer documents;
  @Inject private Catalogue catalogue;
  @Inject private Doorkeeper doorkeeper;

  /** Made by the container. */
  public DocumentPluginsResource() {}

  /** A plugin, as far as one document is concerned. */
  @Schema(name = "DocumentPlugin", description = "A plugin, as far as one document is concerned.")
  public record Seen(
      @Schema(required = true) String name,
      @Schema(required = true) String title,
      @Schema(description = "Whether it can be switched off here.", required = true)
          boolean switchable,
      @Schema(required = true) boolean on) {}

  /** All of them. */
  @Schema(name = "DocumentPlugins", description = "The plugins, as far as one document goes.")
  public record All(@Schema(required = true) List<Seen> plugins) {
    public All {
      plugins = List.copyOf(plugins);
    }
  }

  /** The plugins, and whether each is on here. */
  @GET
  @Operation(operationId = "listDocumentPlugins", summary = "The plugins, and which are on here")
  @APIResponse(
      responseCode = "200",
      description = "These.",
      content = @Content(schema = @Schema(implementation = All.class)))
  public Response list(@PathParam("id") String id) {
    DocumentId document = readable(id);
    Set<String> off = host().switchedOff(document);
    List<Seen> plugins =
        host().statuses().stream()
            .filter(status -> !(status.state() instanceof PluginStatus.State.Refused))
            .map(status -> seen(status, !off.contains(status.name())))
            .toList();
    return answer(new All(plugins));
  }

  private static Seen seen(PluginStatus status, boolean on) {
    return new Seen(status.name(), status.title(), status.switchable(), on);
  }

  /** Whether one is on here. */
  @GET
  @Path("/{name}")
  @Operation(operationId = "getDocumentPlugin", summary = "Whether a plugin is on here")
  @APIResponse(
      responseCode = "200",
      description = "It is so.",
      content = @Content(schema = @Schema(implementation = Switch.class)))
  public Response get(@PathParam("id") String id, @PathParam("name") String name) {
    DocumentId document = readable(id);
    known(name);
    return answer(new Switch(!host().switchedOff(document).contains(name)));
  }

  /** Switches one off here, or on again. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "switchDocumentPlugin",
      summary = "Switches a plugin off here, or on again",
      description =
          "While it is off, it is told nothing of this document; on again, it goes on where it"
              + " was. Browsers learn of it when they open the document.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Switch.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is so.",
      content = @Content(schema = @Schema(implementation = Switch.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "409", description = "Documents cannot do without it.")
  public Response turn(@PathParam("id") String id, @PathParam("name") String name, Switch wanted) {
    DocumentId document = readable(id);
    doorkeeper.mayChange(document);
    PluginStatus plugin = known(name);
    if (!wanted.on() && !plugin.switchable()) {
      throw ProblemException.conflict(
          "not_switchable", "documents cannot do without plugin " + name);
    }
    host().setSwitchedOff(document, name, !wanted.on());
    return answer(wanted);
  }

  private static Response answer(Record view) {
    return Response.ok(view).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  private DocumentId readable(String id) {
    DocumentId document =
        DocumentId.parse(id).orElseThrow(() -> ProblemException.noSuchDocument(id));
    doorkeeper.mayRead(document);
    return catalogue
        .find(document)
        .map(Catalogue.Entry::id)
        .orElseThrow(() -> ProblemException.noSuchDocument(id));
  }

  private PluginStatus known(String name) {
    return host().status(name).orElseThrow(() -> ProblemException.noSuchPlugin(name));
  }

  private PluginHost host() {
    return documents.plugins();
  }
}
