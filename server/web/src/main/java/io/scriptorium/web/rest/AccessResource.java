package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Grant;
import io.scriptorium.access.Grantee;
import io.scriptorium.access.Group;
import io.scriptorium.access.GroupId;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.LinkId;
import io.scriptorium.access.Reach;
import io.scriptorium.access.SecretText;
import io.scriptorium.access.ShareLink;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who may do what with a document: seen by those who may edit it, changed by its owner. */
@Path("/documents/{id}/access")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "sharing")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
@APIResponse(responseCode = "404", ref = "NotFound")
public class AccessResource {
  private static final int MOST_LINKS = 100;

  @Inject private AccessStore store;
  @Inject private Catalogue catalogue;
  @Inject private DocumentServer documents;
  @Inject private Doorkeeper doorkeeper;
  @Inject private Caller caller;
  @Inject private Issuer issuer;
  @Inject private Audit audit;

  /** Made by the container. */
  public AccessResource() {}

  /** A role to be given. */
  @Schema(name = "GivenRole")
  public record GivenRole(
      @Schema(
              enumeration = {"viewer", "commenter", "editor"},
              required = true)
          String role) {
    public GivenRole {
      role = Required.member("role", role);
    }
  }

  /** To whom a document is to belong. */
  @Schema(name = "NewOwner")
  public record NewOwner(
      @Schema(description = "An account's id.", required = true) String account) {
    public NewOwner {
      account = Required.member("account", account);
    }
  }

  /** What a link is to be. */
  @Schema(name = "NewLink")
  public record NewLink(
      @Schema(
              enumeration = {"viewer", "commenter", "editor"},
              required = true)
          String role,
      @Schema(description = "Whether it lets in people without an account.", required = true)
          boolean guests,
      @Schema(description = "Never if left out.", format = "date-time") @Nullable String expires) {
    public NewLink {
      role = Required.member("role", role);
    }
  }

  /** Who may do what, and why. */
  @GET
  @Operation(
      operationId = "getAccess",
      summary = "Who may do what with a document, and why",
      description = "Whoever may not edit is told their own role and the owner alone.")
  @APIResponse(
      responseCode = "200",
      description = "So.",
      content = @Content(schema = @Schema(implementation = AccessView.class)))
  public Response get(@PathParam("id") String id) {
    DocumentId document = known(id);
    Role role = doorkeeper.role(document);
    mustHaveAccounts();
    return Answers.of(role.mayEdit() ? whole(document, role) : own(document, role));
  }

  private AccessView own(DocumentId document, Role role) {
    return new AccessView(
        RoleWord.of(role),
        owner(store.grants().of(document)),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  private Optional<AccountView> owner(List<Grant> grants) {
    return grants.stream()
        .filter(grant -> grant.role() == Role.OWNER)
        .map(Grant::grantee)
        .flatMap(grantee ->
            grantee instanceof Grantee.Person(var account)
                ? store.accounts().find(account).stream()
                : Stream.empty())
        .map(AccountView::of)
        .findFirst();
  }

  private AccessView whole(DocumentId document, Role role) {
    List<Grant> grants = store.grants().of(document);
    List<ShareLink> links = store.links().of(document);
    Map<GroupId, Group> groups =
        store.groups().all().stream().collect(Collectors.toMap(Group::id, Function.identity()));
    var reached = new LinkedHashSet<AccountId>();
    var inGroups = new ArrayList<AccessView.InGroup>();
    Optional<String> everyone = Optional.empty();
    for (Grant grant : grants) {
      switch (grant.grantee()) {
        case Grantee.Person(var account) -> reached.add(account);
        case Grantee.InGroup(var group) -> {
          Group known = groups.get(group);
          if (known != null) {
            reached.addAll(known.members());
            inGroups.add(
                new AccessView.InGroup(group.value(), known.name(), RoleWord.of(grant.role())));
          }
        }
        case Grantee.Everyone() -> everyone = Optional.of(RoleWord.of(grant.role()));
      }
    }
    links.forEach(link -> reached.addAll(store.links().enteredBy(link.id())));
    return new AccessView(
        RoleWord.of(role),
        owner(grants),
        reached.stream().flatMap(account -> person(document, account).stream()).toList(),
        inGroups,
        everyone,
        links.stream().map(link -> AccessView.Link.of(link, Optional.empty())).toList());
  }

  private Optional<AccessView.Person> person(DocumentId document, AccountId id) {
    List<Reach> ways = store.grants().reaches(id, document, InstantSource.system().instant());
    return Reach.role(ways)
        .flatMap(role ->
            store
                .accounts()
                .find(id)
                .map(account ->
                    new AccessView.Person(
                        AccountView.of(account),
                        RoleWord.of(role),
                        ways.stream().map(AccessView.Way::of).toList())));
  }

  /** Gives somebody a role. */
  @PUT
  @Path("/people/{account}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "givePerson", summary = "Gives somebody a role, in place of theirs")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = GivenRole.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "204", description = "They have it.")
  public Response givePerson(
      @PathParam("id") String id, @PathParam("account") String account, GivenRole given) {
    return give(id, person(account), given);
  }

  /** Takes somebody's role away. */
  @DELETE
  @Path("/people/{account}")
  @Operation(
      operationId = "revokePerson",
      summary =
          "Takes away what somebody was given; whom the document reaches otherwise, it still does")
  @APIResponse(responseCode = "204", description = "They have it no more.")
  public Response revokePerson(@PathParam("id") String id, @PathParam("account") String account) {
    return revoke(id, person(account));
  }

  /** Gives a group a role. */
  @PUT
  @Path("/groups/{group}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "giveGroup", summary = "Gives a group a role, in place of its own")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = GivenRole.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "204", description = "It has it.")
  public Response giveGroup(
      @PathParam("id") String id, @PathParam("group") String group, GivenRole given) {
    return give(id, group(group), given);
  }

  /** Takes a group's role away. */
  @DELETE
  @Path("/groups/{group}")
  @Operation(operationId = "revokeGroup", summary = "Takes away what a group was given")
  @APIResponse(responseCode = "204", description = "It has it no more.")
  public Response revokeGroup(@PathParam("id") String id, @PathParam("group") String group) {
    return revoke(id, group(group));
  }

  /** Gives everyone who signed in a role. */
  @PUT
  @Path("/everyone")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "giveEveryone", summary = "Gives everyone who signed in a role")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = GivenRole.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "204", description = "They have it.")
  public Response giveEveryone(@PathParam("id") String id, GivenRole given) {
    return give(id, new Grantee.Everyone(), given);
  }

  /** Takes everyone's role away. */
  @DELETE
  @Path("/everyone")
  @Operation(operationId = "revokeEveryone", summary = "Takes away what everyone was given")
  @APIResponse(responseCode = "204", description = "They have it no more.")
  public Response revokeEveryone(@PathParam("id") String id) {
    return revoke(id, new Grantee.Everyone());
  }

  /** Makes the document somebody else's. */
  @PUT
  @Path("/owner")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "transferDocument",
      summary = "Makes the document somebody else's",
      description = "Its owner till now stays as an editor.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewOwner.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "204", description = "It is theirs.")
  public Response transfer(@PathParam("id") String id, NewOwner wanted) {
    DocumentId document = shared(id);
    AccountId next = AccountId.parse(wanted.account()).orElseThrow(AccessResource::nobody);
    AccountId owner = caller.self().id();
    return changed(
        document,
        Action.TRANSFERRED,
        "to " + next,
        () -> store.grants().transfer(document, owner, next));
  }

  /** Makes a link. */
  @POST
  @Path("/links")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createLink",
      summary = "Makes a link that lets in whoever has it",
      description = "Its secret is shown this once.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewLink.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "201",
      description = "It is this.",
      content = @Content(schema = @Schema(implementation = AccessView.Link.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response createLink(@PathParam("id") String id, NewLink wanted) {
    DocumentId document = shared(id);
    Instant now = InstantSource.system().instant();
    Optional<Instant> expires = Optional.ofNullable(wanted.expires()).map(AccessResource::time);
    if (expires.filter(end -> !end.isAfter(now)).isPresent()) {
      throw ProblemException.badRequest("bad_time", "a link ends later than now");
    }
    SecretText text = issuer.linkText();
    var link =
        new ShareLink(
            new LinkId(issuer.freshId()),
            document,
            RoleWord.given(wanted.role()),
            wanted.guests(),
            now,
            expires);
    boolean made =
        audit.did(Action.LINK_CREATED, id, wanted.role() + " " + link.id(), () -> add(link, text));
    if (!made) {
      throw ProblemException.conflict(
          "most_links", "revoke a link first: the document has " + MOST_LINKS);
    }
    return Answers.as(201, AccessView.Link.of(link, Optional.of(text.value())));
  }

  private boolean add(ShareLink link, SecretText text) {
    if (store.links().of(link.document()).size() >= MOST_LINKS) {
      return false;
    }
    store.links().add(link, text.hash());
    return true;
  }

  /** Revokes a link. */
  @DELETE
  @Path("/links/{link}")
  @Operation(operationId = "revokeLink", summary = "Revokes a link, and lets out whom it let in")
  @APIResponse(responseCode = "204", description = "It lets nobody in any more.")
  public Response revokeLink(@PathParam("id") String id, @PathParam("link") String link) {
    DocumentId document = shared(id);
    LinkId known = LinkId.parse(link).orElseThrow(AccessResource::noLink);
    if (!audit.did(Action.LINK_REVOKED, id, link, () -> store.links().remove(document, known))) {
      throw noLink();
    }
    documents.accessChanged(document);
    return Answers.done();
  }

  private Response give(String id, Grantee grantee, GivenRole given) {
    DocumentId document = shared(id);
    Role role = RoleWord.given(given.role());
    var grant = new Grant(document, grantee, role);
    return changed(
        document,
        Action.GRANTED,
        given.role() + " to " + words(grantee),
        () -> store.grants().give(grant));
  }

  private Response revoke(String id, Grantee grantee) {
    DocumentId document = shared(id);
    return changed(
        document,
        Action.REVOKED,
        "from " + words(grantee),
        () -> store.grants().revoke(document, grantee));
  }

  private Response changed(
      DocumentId document, Action action, String detail, BooleanSupplier deed) {
    if (!audit.did(action, document.value(), detail, deed)) {
      throw nobody();
    }
    documents.accessChanged(document);
    return Answers.done();
  }

  private static String words(Grantee grantee) {
    return switch (grantee) {
      case Grantee.Person(var account) -> account.value();
      case Grantee.InGroup(var group) -> "group " + group;
      case Grantee.Everyone() -> "everyone";
    };
  }

  /** The document, if the caller is its owner and signed in by a session. */
  private DocumentId shared(String id) {
    DocumentId document = known(id);
    doorkeeper.mayShare(document);
    mustHaveAccounts();
    return document;
  }

  private void mustHaveAccounts() {
    caller.self();
  }

  private DocumentId known(String id) {
    DocumentId document =
        DocumentId.parse(id).orElseThrow(() -> ProblemException.noSuchDocument(id));
    doorkeeper.mayRead(document);
    if (catalogue.find(document).isEmpty()) {
      throw ProblemException.noSuchDocument(id);
    }
    return document;
  }

  private static Grantee person(String account) {
    return new Grantee.Person(AccountId.parse(account).orElseThrow(AccessResource::nobody));
  }

  private static Grantee group(String group) {
    return new Grantee.InGroup(GroupId.parse(group).orElseThrow(AccessResource::nobody));
  }

  private static ProblemException noLink() {
    return ProblemException.notFound("the document has no such link");
  }

  private static ProblemException nobody() {
    return ProblemException.notFound(
        "there is nobody of this id to whom that can be done: no account, a guest, or the owner");
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      throw ProblemException.badRequest("bad_time", "a time is spelled as 2026-01-31T12:00:00Z");
    }
  }
}
