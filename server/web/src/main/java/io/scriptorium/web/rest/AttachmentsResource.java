package io.scriptorium.web.rest;

import io.scriptorium.engine.Attachment;
import io.scriptorium.engine.AttachmentId;
import io.scriptorium.engine.Attachments;
import io.scriptorium.engine.Attachments.Outcome;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.plugin.DocumentId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The pictures of a document: whoever reads it sees them, whoever edits it adds to them. */
@Path("/documents/{id}/attachments")
@RequestScoped
@Tag(ref = "documents")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class AttachmentsResource {
  private static final String ID_FORM = "^[A-Za-z0-9_-]{1,64}$";
  private static final String HASH_FORM = "^[0-9a-f]{64}$";

  /** What is behind an address never changes; who is signed in may, in the same browser. */
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  @Inject private Attachments attachments;
  @Inject private Catalogue catalogue;
  @Inject private Doorkeeper doorkeeper;
  @Inject private Caller caller;
  @Inject private Uploads uploads;

  /** Made by the container. */
  public AttachmentsResource() {}

  /** Adds a picture. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "uploadAttachment",
      summary = "Adds a picture to a document",
      description =
          "The body is the picture itself: PNG, JPEG, GIF or WebP, told by its content whatever its"
              + " type is said to be. It is decoded and written anew, so that nothing but its pixels"
              + " is kept. To show it, insert an embed whose `image` is the `source` of the answer;"
              + " a picture that no edit shows within 30 days is removed.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "image/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "It is there.",
      content = @Content(schema = @Schema(implementation = AttachmentView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It was there before.",
      content = @Content(schema = @Schema(implementation = AttachmentView.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  @APIResponse(responseCode = "429", ref = "TooMany")
  public Response upload(
      @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          String id,
      InputStream body)
      throws IOException {
    DocumentId document = changeable(id);
    return kept(document, uploads.take(body));
  }

  /** Adds a picture of another document. */
  @PUT
  @Path("/{hash}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "copyAttachment",
      summary = "Adds a picture of another document, which the caller may read, to this one")
  @APIResponse(
      responseCode = "201",
      description = "It is there.",
      content = @Content(schema = @Schema(implementation = AttachmentView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It was there before.",
      content = @Content(schema = @Schema(implementation = AttachmentView.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "429", ref = "TooMany")
  public Response copy(
      @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          String id,
      @PathParam("hash") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = HASH_FORM))
          String hash,
      @QueryParam("from")
          @Parameter(
              required = true,
              description = "The document that has it.",
              schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          @Nullable String from) {
    DocumentId document = changeable(id);
    String source =
        Optional.ofNullable(from)
            .orElseThrow(
                () -> ProblemException.badRequest("bad_parameter", "from is to name a document"));
    return kept(document, found(readable(source), hash));
  }

  private Response kept(DocumentId document, Attachment attachment) {
    Outcome outcome = attachments.keep(document, attachment, uploads.roomOfDocument());
    return switch (outcome) {
      case ADDED -> described(201, document, attachment);
      case THERE -> described(200, document, attachment);
      case NO_ROOM ->
          throw ProblemException.tooLarge(
              "the pictures of this document, those of its history included, may have "
                  + uploads.roomOfDocument()
                  + " bytes together");
    };
  }

  private static Response described(int status, DocumentId document, Attachment attachment) {
    AttachmentView view = AttachmentView.of(document, attachment);
    return Response.status(status)
        .location(URI.create("documents/" + document + "/attachments/" + attachment.id()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(view)
        .build();
  }

  /** A picture. */
  @GET
  @Path("/{hash}")
  @Operation(operationId = "getAttachment", summary = "A picture of a document")
  @APIResponse(
      responseCode = "200",
      description = "The picture.",
      content = {
        @Content(
            mediaType = "image/png",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "image/jpeg",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "image/gif",
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "304", description = "It is as `If-None-Match` says.")
  public Response get(
      @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          String id,
      @PathParam("hash") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = HASH_FORM))
          String hash,
      @Context Request request) {
    Attachment attachment = found(readable(id), hash);
    Response.ResponseBuilder unchanged =
        request.evaluatePreconditions(new EntityTag(attachment.id().value()));
    return unchanged == null
        ? shown(attachment).entity(attachment.content()).build()
        : lasting(unchanged, attachment).build();
  }

  /** A picture's headers. */
  @HEAD
  @Path("/{hash}")
  @Operation(operationId = "headAttachment", summary = "What a picture is, without it")
  @APIResponse(responseCode = "200", description = "Its type and length are in the headers.")
  public Response head(
      @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = ID_FORM))
          String id,
      @PathParam("hash") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = HASH_FORM))
          String hash) {
    Attachment attachment = found(readable(id), hash);
    return shown(attachment)
        .header(HttpHeaders.CONTENT_LENGTH, attachment.content().length)
        .build();
  }

  private static Response.ResponseBuilder shown(Attachment attachment) {
    String suffix = attachment.mediaType().substring("image/".length());
    String name = attachment.id().value().substring(0, 12) + "." + suffix;
    return lasting(Response.ok(), attachment)
        .type(attachment.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"");
  }

  private static Response.ResponseBuilder lasting(
      Response.ResponseBuilder answer, Attachment attachment) {
    return answer
        .tag(new EntityTag(attachment.id().value()))
        .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
        .header(HttpHeaders.VARY, "Authorization, Cookie");
  }

  private DocumentId changeable(String id) {
    DocumentId document = readable(id);
    doorkeeper.mayChange(document);
    uploads.count(caller.principal().orElseGet(caller::address));
    return document;
  }

  private DocumentId readable(String id) {
    DocumentId document =
        DocumentId.parse(id).orElseThrow(() -> ProblemException.noSuchDocument(id));
    doorkeeper.mayRead(document);
    var _ = catalogue.find(document).orElseThrow(() -> ProblemException.noSuchDocument(id));
    return document;
  }

  private Attachment found(DocumentId document, String hash) {
    return AttachmentId.parse(hash)
        .flatMap(id -> attachments.find(document, id))
        .orElseThrow(
            () -> ProblemException.notFound("document " + document + " has no attachment " + hash));
  }
}
