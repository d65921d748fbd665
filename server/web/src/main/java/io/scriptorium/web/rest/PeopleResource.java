package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Finds people and groups to share with. */
@Path("/people")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "sharing")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class PeopleResource {
  private static final int MOST = 20;

  @Inject private AccessStore store;
  @Inject private Caller caller;

  /** Made by the container. */
  public PeopleResource() {}

  /** Whom there is. */
  @Schema(name = "People")
  public record Found(
      @Schema(required = true) List<AccountView> accounts,
      @Schema(required = true) List<Named> groups) {
    public Found {
      accounts = List.copyOf(accounts);
      groups = List.copyOf(groups);
    }
  }

  /** A group, by name. */
  @Schema(name = "NamedGroup")
  public record Named(@Schema(required = true) String id, @Schema(required = true) String name) {}

  /** Those whose name begins so. */
  @GET
  @Operation(
      operationId = "findPeople",
      summary = "People and groups whose name begins so, 20 at most",
      description = "For people with an account.")
  @APIResponse(
      responseCode = "200",
      description = "These.",
      content = @Content(schema = @Schema(implementation = Found.class)))
  public Response find(@QueryParam("q") @DefaultValue("") String beginning) {
    caller.member();
    String wanted = beginning.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return Answers.of(new Found(List.of(), List.of()));
    }
    List<Named> groups =
        store.groups().all().stream()
            .filter(group -> group.name().toLowerCase(Locale.ROOT).startsWith(wanted))
            .limit(MOST)
            .map(group -> new Named(group.id().value(), group.name()))
            .toList();
    return Answers.of(
        new Found(AccountView.Some.of(store.accounts().matching(wanted, MOST)).accounts(), groups));
  }
}
