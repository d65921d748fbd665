package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.plugin.DocumentId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The documents: the list of them, and each one's title. */
@Path("/documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "documents")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class DocumentsResource {
  private static final String ID_FORM = "^[A-Za-z0-9_-]{1,64}$";
  private static final int MOST = 200;

  @Inject private Catalogue catalogue;
  @Inject private AccessStore access;
  @Inject private DocumentServer documents;
  @Inject private DocumentIds ids;
  @Inject private Doorkeeper doorkeeper;
  @Inject private Audit audit;

  /** Made by the container. */
  public DocumentsResource() {}

  /** Adds a document with nothing in it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createDocument", summary = "Makes a document with nothing in it")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TitleRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is there.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where it is.",
              schema = @Schema(type = SchemaType.STRING, format = "uri")),
      content = @Content(schema = @Schema(implementation = DocumentView.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Response create(TitleRequest wanted, @Context UriInfo uri) {
    DocumentId id = ids.next();
    Optional<AccountId> owner = doorkeeper.mayCreate(id);
    Catalogue.Entry entry =
        audit.together(scribe -> {
          owner.ifPresent(account -> access.grants().own(List.of(id), account));
          scribe.note(Action.DOCUMENT_CREATED, id.value(), "");
          return catalogue.create(id, wanted.title());
        });
    documents.created(id);
    return Response.created(uri.getAbsolutePathBuilder().path(id.value()).build())
        .entity(DocumentView.of(entry))
        .tag(tag(entry))
        .build();
  }

  /** A page of the documents that the sender may read. */
  @GET
  @Operation(
      operationId = "listDocuments",
      summary = "Some of the documents that the caller may read, newest change first")
  @APIResponse(
      responseCode = "200",
      description = "A page of them.",
      content = @Content(schema = @Schema(implementation = DocumentsPage.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  public Response list(
      @QueryParam("limit")
          @DefaultValue("50")
          @Parameter(
              description = "How many at most.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          String limit,
      @QueryParam("cursor")
          @Parameter(
              description = "The `next` of the page before; left out for the first.",
              schema = @Schema(type = SchemaType.STRING))
          @Nullable String cursor) {
    int most = Queries.number("limit", limit, 1, MOST);
    Catalogue.Page page = page(most, Optional.ofNullable(cursor));
    List<DocumentView> views = page.entries().stream().map(DocumentView::of).toList();
    return Response.ok(new DocumentsPage(views, page.next()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private Catalogue.Page page(int limit, Optional<String> cursor) {
    try {
      return catalogue.list(limit, cursor, doorkeeper.readable());
    } catch (IllegalArgumentException notACursor) {
      throw ProblemException.badRequest(
          "bad_cursor", "the cursor is none that this server gave: take it from \"next\"");
    }
  }

  /** One document. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getDocument", summary = "One document, but for its content")
  @APIResponse(
      responseCode = "200",
      description = "It is this.",
      content = @Content(schema = @Schema(implementation = DocumentView.class)))
  @APIResponse(responseCode = "304", description = "It is as `If-None-Match` says.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response get(
      @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          String id,
      @Context Request request) {
    DocumentId document = known(id);
    doorkeeper.mayRead(document);
    return conditional(request, catalogue.find(document).orElseThrow(() -> missing(id)));
  }

  /** Gives a document another title; everybody who has it open sees it. */
  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "renameDocument",
      summary = "Gives it another title",
      description = "Everybody who has it open sees the title change.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TitleRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "It has that title.",
      content = @Content(schema = @Schema(implementation = DocumentView.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response rename(
      @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          String id,
      TitleRequest wanted) {
    DocumentId document = known(id);
    doorkeeper.mayChange(document);
    Catalogue.Entry entry =
        catalogue.rename(document, wanted.title()).orElseThrow(() -> missing(id));
    documents.renamed(entry);
    return Response.ok(DocumentView.of(entry)).tag(tag(entry)).build();
  }

  /** Takes a document away; {@link #restore} brings it back. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteDocument",
      summary = "Takes it away",
      description = "Whoever has it open is told and disconnected. It can be restored.")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response delete(
      @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          String id) {
    DocumentId document = known(id);
    doorkeeper.mayDelete(document);
    if (!audit.did(Action.DOCUMENT_DELETED, id, "", () -> catalogue.delete(document))) {
      throw missing(id);
    }
    documents.deleted(document);
    return Response.noContent().build();
  }

  /** Brings a deleted document back as it was. */
  @POST
  @Path("/{id}/restore")
  @Operation(operationId = "restoreDocument", summary = "Brings a deleted document back as it was")
  @APIResponse(
      responseCode = "200",
      description = "It is there again.",
      content = @Content(schema = @Schema(implementation = DocumentView.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response restore(
      @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          String id) {
    DocumentId document = known(id);
    doorkeeper.mayDelete(document);
    Optional<Catalogue.Entry> restored =
        audit.together(scribe -> {
          Optional<Catalogue.Entry> there = catalogue.restore(document);
          there.ifPresent(_ -> scribe.note(Action.DOCUMENT_RESTORED, id, ""));
          return there;
        });
    Catalogue.Entry entry = restored.orElseThrow(() -> missing(id));
    documents.created(document);
    return Response.ok(DocumentView.of(entry)).tag(tag(entry)).build();
  }

  private static Response conditional(Request request, Catalogue.Entry entry) {
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(entry));
    Response.ResponseBuilder answer =
        unchanged == null ? Response.ok(DocumentView.of(entry)).tag(tag(entry)) : unchanged;
    return answer.header(HttpHeaders.CACHE_CONTROL, "private, no-cache").build();
  }

  private static EntityTag tag(Catalogue.Entry entry) {
    return new EntityTag(entry.revision() + "-" + entry.changed().toEpochMilli());
  }

  private static DocumentId known(String id) {
    return DocumentId.parse(id).orElseThrow(() -> missing(id));
  }

  private static ProblemException missing(String id) {
    return ProblemException.noSuchDocument(id);
  }
}
