package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Group;
import io.scriptorium.access.GroupId;
import io.scriptorium.access.Issuer;
import io.scriptorium.engine.DocumentServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The groups, which an administrator makes. */
@Path("/admin/groups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "administration")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class AdminGroupsResource {
  private static final int MOST_MEMBERS = 10_000;

  @Inject private AccessStore store;
  @Inject private DocumentServer documents;
  @Inject private Issuer issuer;
  @Inject private AdminGate gate;
  @Inject private Audit audit;
  @Inject private Caller caller;

  /** Made by the container. */
  public AdminGroupsResource() {}

  /** What a group is to be. */
  @Schema(name = "NewGroup")
  public record NewGroup(
      @Schema(description = "1 to 60 characters.", required = true) String name,
      @Schema(description = "Accounts' ids.", required = true) List<String> members) {
    public NewGroup {
      name = Required.member("name", name);
      members = List.copyOf(Required.member("members", members));
    }
  }

  /** One group. */
  @Schema(name = "Group")
  public record GroupView(
      @Schema(required = true) String id,
      @Schema(required = true) String name,
      @Schema(description = "Accounts' ids.", required = true) List<String> members) {
    static GroupView of(Group group) {
      return new GroupView(
          group.id().value(),
          group.name(),
          group.members().stream().map(AccountId::value).sorted().toList());
    }
  }

  /** All of them. */
  @Schema(name = "Groups")
  public record All(@Schema(required = true) List<GroupView> groups) {
    public All {
      groups = List.copyOf(groups);
    }
  }

  /** The groups. */
  @GET
  @Operation(operationId = "listGroups", summary = "The groups")
  @APIResponse(
      responseCode = "200",
      description = "These.",
      content = @Content(schema = @Schema(implementation = All.class)))
  public Response list() {
    pass();
    return Answers.of(new All(store.groups().all().stream().map(GroupView::of).toList()));
  }

  /** Makes one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createGroup", summary = "Makes a group")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewGroup.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "201",
      description = "It is this.",
      content = @Content(schema = @Schema(implementation = GroupView.class)))
  public Response create(NewGroup wanted) {
    pass();
    return put(201, new GroupId(issuer.freshId()), wanted);
  }

  /** Changes one. */
  @PUT
  @Path("/{group}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeGroup", summary = "Gives a group another name and other members")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewGroup.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "It is this.",
      content = @Content(schema = @Schema(implementation = GroupView.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response change(@PathParam("group") String id, NewGroup wanted) {
    pass();
    return put(200, known(id), wanted);
  }

  private Response put(int status, GroupId id, NewGroup wanted) {
    Group group = group(id, wanted);
    String detail = group.name() + ", " + group.members().size() + " members";
    audit.did(
        Action.GROUP_CHANGED,
        id.value(),
        detail,
        () -> {
          store.groups().put(group);
          return true;
        });
    documents.accessChanged();
    return Answers.as(
        status,
        store.groups().all().stream()
            .filter(known -> known.id().equals(id))
            .map(GroupView::of)
            .findFirst()
            .orElseThrow(AdminGroupsResource::missing));
  }

  private static Group group(GroupId id, NewGroup wanted) {
    if (wanted.members().size() > MOST_MEMBERS) {
      throw ProblemException.badRequest(
          "bad_group", "a group has at most " + MOST_MEMBERS + " members");
    }
    try {
      return new Group(
          id,
          wanted.name(),
          wanted.members().stream().map(AccountId::new).collect(Collectors.toSet()));
    } catch (IllegalArgumentException refused) {
      throw ProblemException.badRequest("bad_group", String.valueOf(refused.getMessage()));
    }
  }

  /** Deletes one, with what was given to it. */
  @DELETE
  @Path("/{group}")
  @Operation(operationId = "deleteGroup", summary = "Deletes a group, with what was given to it")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response delete(@PathParam("group") String id) {
    pass();
    GroupId group = known(id);
    if (!audit.did(Action.GROUP_DELETED, group.value(), "", () -> store.groups().remove(group))) {
      throw missing();
    }
    documents.accessChanged();
    return Answers.done();
  }

  private GroupId known(String id) {
    return store.groups().all().stream()
        .map(Group::id)
        .filter(group -> group.value().equals(id))
        .findFirst()
        .orElseThrow(AdminGroupsResource::missing);
  }

  private static ProblemException missing() {
    return ProblemException.notFound("there is no such group");
  }

  private void pass() {
    gate.pass();
    caller.self(); // also on a server without accounts, where there is nothing to administer
  }
}
