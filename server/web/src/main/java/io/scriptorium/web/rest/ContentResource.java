package io.scriptorium.web.rest;

import io.scriptorium.engine.Attachment;
import io.scriptorium.engine.Attachments;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.web.export.Pictures;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a document says, now or as it was, in one of four formats. */
@Path("/documents/{id}/content")
@RequestScoped
@Tag(ref = "documents")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class ContentResource {
  private static final String REVISION = "Scriptorium-Revision";

  @Inject private Attachments attachments;
  @Inject private Catalogue catalogue;
  @Inject private DocumentServer documents;
  @Inject private Doorkeeper doorkeeper;

  /** Made by the container. */
  public ContentResource() {}

  /** The content. */
  @GET
  @Operation(
      operationId = "getContent",
      summary = "What a document says, now or as it was",
      description =
          "`delta` is a Quill Delta, the list of its inserts; `text` the characters alone, with"
              + " U+FFFC for each embed; `html` a page that is safe to show whatever was put into"
              + " the document, with its pictures in it; `markdown` CommonMark with strikethrough and check boxes.")
  @APIResponse(
      responseCode = "200",
      description = "The content.",
      headers =
          @Header(
              name = REVISION,
              description = "The revision that it is of.",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "0")),
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class)),
        @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = "text/html", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "304", description = "It is as `If-None-Match` says.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response get(
      @PathParam("id")
          @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = "^[A-Za-z0-9_-]{1,64}$"))
          String id,
      @QueryParam("format")
          @DefaultValue("delta")
          @Parameter(
              description = "How the content is to be written.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"delta", "text", "html", "markdown"},
                      defaultValue = "delta"))
          String format,
      @QueryParam("revision")
          @Parameter(
              description = "As it was at this revision; left out for the newest.",
              schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
          @Nullable String revision,
      @Context Request request,
      @Context UriInfo uri) {
    ContentFormat wanted = Queries.format(format);
    Optional<Revision> at = Optional.ofNullable(revision).map(Queries::revision);
    DocumentId document =
        DocumentId.parse(id).orElseThrow(() -> ProblemException.noSuchDocument(id));
    doorkeeper.mayRead(document);
    Catalogue.Entry entry =
        catalogue.find(document).orElseThrow(() -> ProblemException.noSuchDocument(id));
    Snapshot snapshot =
        documents
            .at(document, at)
            .orElseThrow(
                () -> ProblemException.noSuchRevision(id, at.orElse(Revision.ZERO).number()));
    Pictures embedded = new EmbeddedPictures(attachments, document);
    URI server = uri.getBaseUri();
    Pictures linked =
        source -> Attachment.named(source, document).map(any -> server.resolve(source).toString());
    return answer(
        request,
        entry,
        snapshot,
        wanted,
        () -> wanted.write(entry.title(), snapshot.content(), embedded, linked));
  }

  private static Response answer(
      Request request,
      Catalogue.Entry entry,
      Snapshot snapshot,
      ContentFormat format,
      Supplier<String> content) {
    var tag =
        new EntityTag(
            format.word() + "-" + snapshot.revision() + "-" + entry.changed().toEpochMilli());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer =
        unchanged == null ? Response.ok(content.get(), format.mediaType()).tag(tag) : unchanged;
    return answer
        .header(REVISION, snapshot.revision().number())
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .build();
  }
}
