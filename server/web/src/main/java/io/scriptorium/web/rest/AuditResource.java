package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.AuditTrail.Filter;
import io.scriptorium.access.AuditTrail.Numbered;
import io.scriptorium.access.Group;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.plugin.DocumentId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What happened to accounts and rights, for the administrator: it cannot be changed here. */
@Path("/admin/audit")
@RequestScoped
@Tag(ref = "administration")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class AuditResource {
  private static final int MOST = 200;
  private static final JsonMapper JSON = new JsonMapper();

  @Inject private AccessStore store;
  @Inject private Catalogue catalogue;
  @Inject private AdminGate gate;
  @Inject private Caller caller;

  /** Made by the container. */
  public AuditResource() {}

  /** One event. */
  @Schema(name = "AuditEvent")
  public record EventView(
      @Schema(description = "Rises.", required = true) long number,
      @Schema(format = "date-time", required = true) Instant time,
      @Schema(required = true, examples = "signed_in") String action,
      @Schema(description = "Who did it: an account's id; empty for nobody known.", required = true)
          String actor,
      @Schema(description = "Where from.", required = true) String address,
      @Schema(
              description = "To what: an account's, document's, token's or group's id, or a name.",
              required = true)
          String subject,
      @Schema(description = "What else there is to know.", required = true) String detail) {
    static EventView of(Numbered numbered) {
      AuditEvent event = numbered.event();
      return new EventView(
          numbered.number(),
          event.time(),
          event.action().name().toLowerCase(Locale.ROOT),
          event.actor().map(AccountId::value).orElse(""),
          event.address(),
          event.subject(),
          event.detail());
    }
  }

  /** Some events. */
  @Schema(name = "AuditEvents")
  public record Events(
      @Schema(required = true) List<EventView> events,
      @Schema(
              description =
                  "What the accounts, documents and groups of these events are called now, by id;"
                      + " those that are gone are left out.",
              required = true)
          Map<String, String> names,
      @Schema(description = "The `before` of the next page, if there is one.")
          Optional<Long> next) {
    public Events {
      events = List.copyOf(events);
      names = Map.copyOf(names);
    }
  }

  /** A page of what happened. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "listAudit", summary = "What happened, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of it.",
      content = @Content(schema = @Schema(implementation = Events.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  public Response list(
      @QueryParam("action") @Nullable String action,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    pass();
    int most = Queries.number("limit", limit, 1, MOST);
    List<EventView> events =
        store
            .audit()
            .read(
                filter(action, actor, subject, from, until),
                Optional.ofNullable(before).map(AuditResource::number),
                most)
            .stream()
            .map(EventView::of)
            .toList();
    return Answers.of(
        new Events(
            events,
            names(events),
            events.size() == most ? Optional.of(events.getLast().number()) : Optional.empty()));
  }

  private Map<String, String> names(List<EventView> events) {
    Map<String, String> groups =
        store.groups().all().stream()
            .collect(Collectors.toMap(group -> group.id().value(), Group::name));
    var names = new HashMap<String, String>();
    events.stream()
        .flatMap(event -> Stream.of(event.actor(), event.subject()))
        .distinct()
        .forEach(id -> name(id, groups).ifPresent(name -> names.put(id, name)));
    return names;
  }

  private Optional<String> name(String id, Map<String, String> groups) {
    return AccountId.parse(id)
        .flatMap(store.accounts()::find)
        .map(account -> account.profile().displayName())
        .or(() -> DocumentId.parse(id).flatMap(catalogue::find).map(Catalogue.Entry::title))
        .or(() -> Optional.ofNullable(groups.get(id)));
  }

  /** All that fits, a line each. */
  @GET
  @Path("/export")
  @Produces({"application/jsonl", "text/csv"})
  @Operation(
      operationId = "exportAudit",
      summary = "All that happened, a line each, the newest first",
      description = "`jsonl`: a JSON object a line; `csv`: RFC 4180, with a line of names.")
  @APIResponse(
      responseCode = "200",
      description = "The lines.",
      content = {
        @Content(mediaType = "application/jsonl", schema = @Schema(implementation = String.class)),
        @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "400", ref = "BadRequest")
  public Response export(
      @QueryParam("format") @DefaultValue("jsonl") String format,
      @QueryParam("action") @Nullable String action,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    pass();
    Filter filter = filter(action, actor, subject, from, until);
    boolean csv = format.equals("csv");
    if (!csv && !format.equals("jsonl")) {
      throw ProblemException.badRequest("bad_query", "format must be jsonl or csv");
    }
    StreamingOutput lines =
        out -> {
          var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          if (csv) {
            writer.write(AuditLines.CSV_HEAD);
          }
          writeAll(
              filter, csv ? AuditLines::csv : it -> JSON.writeValueAsString(it) + "\n", writer);
          writer.flush();
        };
    return Response.ok(lines, csv ? "text/csv;charset=utf-8" : "application/jsonl")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"audit." + (csv ? "csv" : "jsonl") + "\"")
        .build();
  }

  private void writeAll(Filter filter, Function<EventView, String> line, Writer out)
      throws IOException {
    Optional<Long> before = Optional.empty();
    List<Numbered> page;
    do {
      page = store.audit().read(filter, before, MOST);
      for (Numbered numbered : page) {
        out.write(line.apply(EventView.of(numbered)));
        before = Optional.of(numbered.number());
      }
    } while (page.size() == MOST);
  }

  private static Filter filter(
      @Nullable String action,
      @Nullable String actor,
      @Nullable String subject,
      @Nullable String from,
      @Nullable String until) {
    return new Filter(
        Optional.ofNullable(action).map(AuditResource::action),
        Optional.ofNullable(actor)
            .map(id -> AccountId.parse(id).orElseThrow(() -> bad("actor is no account's id"))),
        Optional.ofNullable(subject),
        Optional.ofNullable(from).map(AuditResource::time),
        Optional.ofNullable(until).map(AuditResource::time));
  }

  private static Action action(String word) {
    return Stream.of(Action.values())
        .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> bad("there is no action of this name"));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      throw bad("a time is spelled as 2026-01-31T12:00:00Z");
    }
  }

  private static long number(String text) {
    return Queries.number("before", text, 0, Integer.MAX_VALUE);
  }

  private static ProblemException bad(String detail) {
    return ProblemException.badRequest("bad_query", detail);
  }

  private void pass() {
    gate.pass();
    caller.self(); // also on a server without accounts, where nothing is noted
  }
}
