package io.scriptorium.plugins.history;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmitResult;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The history of documents at {@code /api/plugins/history/}. */
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {
  /** The longest name of a version, in UTF-16 code units. */
  private static final int LONGEST_NAME = 200;

  /** The longest name of a participant, in UTF-16 code units. */
  private static final int LONGEST_PARTICIPANT = 64;

  /** How long a restoring edit may take to become durable. */
  private static final long RESTORE_SECONDS = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final History history;
  private final PluginContext context;

  HistoryResource(History history, PluginContext context) {
    this.history = history;
    this.context = context;
  }

  /** A page of the timeline; ask for the next with the first episode's {@code from} plus 1. */
  public record TimelineView(long head, List<Episode> episodes, long next) {}

  /** The document at a revision. */
  public record ContentView(long revision, List<Map<String, Object>> ops) {}

  /** Changes in order. */
  public record ChangesView(long head, List<ChangeView> changes) {}

  /** One change. */
  public record ChangeView(
      long revision, long time, String author, String name, List<Map<String, Object>> ops) {}

  /** Who wrote what. */
  public record AuthorsView(long revision, List<Passage> passages, Map<String, String> names) {}

  /** What lies between two revisions. */
  public record DifferenceView(
      long from, long to, List<PieceView> pieces, Map<String, String> names) {}

  /** A piece of it: an op of the document, what became of it, and through whom if that is known. */
  public record PieceView(Map<String, Object> op, String fate, String author) {}

  /** The named versions. */
  public record VersionsView(List<Versions.Version> versions) {}

  /** A revision that was restored: what it became. */
  public record RestoredView(long restored, long revision) {}

  @GET
  @Path("documents/{id}/timeline")
  @Operation(summary = "When somebody wrote, newest first")
  public TimelineView timeline(
      @PathParam("id") String id,
      @QueryParam("before") @DefaultValue("0") long before,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @Context SecurityContext security) {
    DocumentInfo info = find(id, security);
    List<Episode> episodes =
        of(id, security)
            .episodes(
                info.revision().number(),
                within(before, "before"),
                within(limit, 1, 1_000, "limit"));
    long next = episodes.isEmpty() ? 0 : episodes.getLast().to();
    return new TimelineView(info.revision().number(), episodes, next);
  }

  @GET
  @Path("documents/{id}/changes")
  @Operation(summary = "The changes after a revision, in order, to play them back")
  public ChangesView changes(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("1000") int limit,
      @Context SecurityContext security) {
    DocumentInfo info = find(id, security);
    List<ChangeView> views =
        of(id, security).changes(within(after, "after"), within(limit, 1, 5_000, "limit")).stream()
            .map(HistoryResource::view)
            .toList();
    return new ChangesView(info.revision().number(), views);
  }

  private static ChangeView view(Change change) {
    return new ChangeView(
        change.revision().number(),
        change.time().toEpochMilli(),
        change.author().id(),
        change.author().name(),
        DeltaView.of(change.delta()));
  }

  @GET
  @Path("documents/{id}/content")
  @Operation(summary = "The document as it was at a revision")
  public ContentView content(
      @PathParam("id") String id,
      @QueryParam("revision") long revision,
      @Context SecurityContext security) {
    Snapshot snapshot = at(of(id, security), id, revision);
    return new ContentView(revision, DeltaView.of(snapshot.content().toDelta()));
  }

  @GET
  @Path("documents/{id}/authors")
  @Operation(summary = "Who wrote which passage of the document as it was at a revision")
  public AuthorsView authors(
      @PathParam("id") String id,
      @QueryParam("revision") long revision,
      @Context SecurityContext security) {
    DocumentHistory document = of(id, security);
    List<Passage> passages = document.passages(at(document, id, revision));
    return new AuthorsView(
        revision, passages, document.names(passages.stream().map(Passage::author).toList()));
  }

  @GET
  @Path("documents/{id}/difference")
  @Operation(summary = "What was added, removed and reformatted between two revisions, and by whom")
  public DifferenceView difference(
      @PathParam("id") String id,
      @QueryParam("from") long from,
      @QueryParam("to") long to,
      @Context SecurityContext security) {
    if (within(from, "from") > to) {
      throw new BadRequestException(
          "from must not be after to, got from " + from + " and to " + to);
    }
    DocumentHistory document = of(id, security);
    Difference difference = document.between(from, to).orElseThrow(() -> missing(id, to));
    List<PieceView> pieces =
        difference.pieces().stream()
            .map(piece ->
                new PieceView(
                    DeltaView.of(piece.op()),
                    piece.fate().name().toLowerCase(Locale.ROOT),
                    piece.author()))
            .toList();
    return new DifferenceView(
        from, to, pieces, document.names(pieces.stream().map(PieceView::author).toList()));
  }

  @GET
  @Path("documents/{id}/versions")
  @Operation(summary = "The revisions that somebody gave a name")
  public VersionsView versions(@PathParam("id") String id, @Context SecurityContext security) {
    return new VersionsView(history.versions(find(id, security).id()).all());
  }

  @POST
  @Path("documents/{id}/versions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Gives a revision a name: {\"name\", \"revision\", \"session\"?}")
  public Response keepVersion(
      @PathParam("id") String id, String body, @Context SecurityContext security) {
    JsonNode request = json(body);
    DocumentId document = editable(id, security);
    Versions versions = history.versions(document);
    Snapshot snapshot = at(of(id, security), id, request.path("revision").asLong(-1));
    if (versions.all().size() >= Versions.MOST) {
      throw new ClientErrorException(
          "a document has at most " + Versions.MOST + " named versions", Response.Status.CONFLICT);
    }
    Versions.Version version =
        new Versions.Version(
            newId(),
            name(request),
            snapshot.revision().number(),
            participant(request, document, security),
            context.clock().instant().toEpochMilli());
    versions.keep(version);
    return Response.status(Response.Status.CREATED).entity(version).build();
  }

  @PUT
  @Path("documents/{id}/versions/{version}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Gives a named version another name: {\"name\"}")
  public Versions.Version renameVersion(
      @PathParam("id") String id,
      @PathParam("version") String versionId,
      String body,
      @Context SecurityContext security) {
    Versions versions = history.versions(editable(id, security));
    Versions.Version old = version(versions, versionId);
    Versions.Version renamed =
        new Versions.Version(old.id(), name(json(body)), old.revision(), old.by(), old.time());
    versions.keep(renamed);
    return renamed;
  }

  @DELETE
  @Path("documents/{id}/versions/{version}")
  @Operation(summary = "Forgets a version's name; the revision stays")
  public void forgetVersion(
      @PathParam("id") String id,
      @PathParam("version") String versionId,
      @Context SecurityContext security) {
    Versions versions = history.versions(editable(id, security));
    versions.remove(version(versions, versionId));
  }

  @POST
  @Path("documents/{id}/restore")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Makes the document what it was at a revision, by a new edit: {\"revision\", \"session\"?}")
  public RestoredView restore(
      @PathParam("id") String id, String body, @Context SecurityContext security) {
    JsonNode request = json(body);
    DocumentId editable = editable(id, security);
    DocumentHistory document = of(id, security);
    long revision = request.path("revision").asLong(-1);
    Snapshot wanted = at(document, id, revision);
    Snapshot now = context.documents().newest(editable).orElseThrow(() -> noDocument(id));
    Delta back = now.content().toDelta().diff(wanted.content().toDelta());
    if (back.isEmpty()) {
      return new RestoredView(revision, now.revision().number());
    }
    return switch (submit(editable, participant(request, editable, security), now, back)) {
      case SubmitResult.Committed(var made) -> new RestoredView(revision, made.number());
      case SubmitResult.Refused(String code, String message) ->
          throw new ClientErrorException(message, Response.Status.CONFLICT);
    };
  }

  private SubmitResult submit(DocumentId id, String participant, Snapshot now, Delta back) {
    try {
      return context
          .submit(id, participant, now.revision(), back)
          .toCompletableFuture()
          .get(RESTORE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException late) {
      throw new ServiceUnavailableException(
          "the document could not be restored at the moment; try again soon");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException("the server is going down; try again soon");
    }
  }

  /** The document, if the asker may change what others see of it. */
  private DocumentId editable(String id, SecurityContext security) {
    DocumentId document = find(id, security).id();
    if (context.documents(asker(security)).role(document).filter(Role::mayEdit).isEmpty()) {
      throw new ForbiddenException("you may read this document, not change it");
    }
    return document;
  }

  private DocumentInfo find(String id, SecurityContext security) {
    return DocumentId.parse(id)
        .flatMap(document -> context.documents(asker(security)).find(document))
        .orElseThrow(() -> noDocument(id));
  }

  private DocumentHistory of(String id, SecurityContext security) {
    return DocumentId.parse(id)
        .flatMap(document -> history.of(document, asker(security)))
        .orElseThrow(() -> noDocument(id));
  }

  private static Asker asker(SecurityContext security) {
    return Asker.of(security.getUserPrincipal());
  }

  private static Snapshot at(DocumentHistory document, String id, long revision) {
    return document.at(within(revision, "revision")).orElseThrow(() -> missing(id, revision));
  }

  private static Versions.Version version(Versions versions, String id) {
    return versions
        .find(id)
        .orElseThrow(() -> new NotFoundException("there is no version with the id \"" + id + "\""));
  }

  private static NotFoundException noDocument(String id) {
    return new NotFoundException("there is no document \"" + id + "\"");
  }

  private static NotFoundException missing(String id, long revision) {
    return new NotFoundException("document \"" + id + "\" has no revision " + revision);
  }

  private static long within(long value, String name) {
    if (value < 0) {
      throw new BadRequestException(name + " must be at least 0, got " + value);
    }
    return value;
  }

  private static int within(int value, int least, int most, String name) {
    if (value < least || value > most) {
      throw new BadRequestException(
          name + " must be from " + least + " to " + most + ", got " + value);
    }
    return value;
  }

  private static JsonNode json(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException notJson) {
      // Said below.
    }
    throw new BadRequestException("the body must be a JSON object");
  }

  private static String name(JsonNode request) {
    String name = request.path("name").asString("").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new BadRequestException(
          "name must have 1 to " + LONGEST_NAME + " characters, got " + name.length());
    }
    return name;
  }

  /**
   * Who does it, as the server knows them: by their account, or, where there are none, by the
   * session that they say is theirs.
   */
  private String participant(JsonNode request, DocumentId document, SecurityContext security) {
    String session = request.path("session").asString("");
    String name =
        context
            .documents(asker(security))
            .author(document)
            .or(() ->
                asker(security).account().isPresent()
                    ? Optional.empty()
                    : context.documents().sessions(document).stream()
                        .filter(there -> there.id().value().equals(session))
                        .map(SessionView::author)
                        .findFirst())
            .map(Author::name)
            .filter(known -> !known.isBlank())
            .orElse("Someone");
    return name.substring(0, Math.min(name.length(), LONGEST_PARTICIPANT));
  }

  private static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
