package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.Administration;
import io.scriptorium.access.Administration.Outcome;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.SignInName;
import io.scriptorium.engine.DocumentServer;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The accounts in an administrator's eyes. */
@Path("/admin/accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "administration")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class AdminAccountsResource {
  private static final int MOST = 200;

  @Inject private AccessStore store;
  @Inject private NewAccounts accounts;
  @Inject private Issuer issuer;
  @Inject private Administration administration;
  @Inject private DocumentServer documents;
  @Inject private AdminGate gate;
  @Inject private Audit audit;
  @Inject private Caller caller;

  /** Made by the container. */
  public AdminAccountsResource() {}

  /** Whom to make an account for. */
  @Schema(name = "InvitedAccount")
  public record Invited(
      @Schema(required = true) String name,
      @Schema(description = "What others see; the name if left out.") @Nullable String displayName,
      @Schema(required = true) boolean administrator) {
    public Invited {
      name = Required.member("name", name);
    }
  }

  /** What sets somebody's password: once, and for three days. */
  @Schema(name = "PasswordLink")
  public record PasswordLink(
      @Schema(required = true) AccountView account,
      @Schema(description = "What `POST /api/account/reset` takes.", required = true) String token,
      @Schema(format = "date-time", required = true) Instant expires) {}

  /** An account as its administrator sees it. */
  @Schema(name = "AdministeredAccount")
  public record AdministeredView(
      @Schema(required = true) AccountView account,
      @Schema(
              description = "Whether it has a password: without one, nobody signs in to it.",
              required = true)
          boolean active,
      @Schema(format = "date-time", required = true) Instant created,
      @Schema(description = "How many documents it owns, deleted ones included.", required = true)
          int documents) {}

  /** Some accounts. */
  @Schema(name = "AdministeredAccounts")
  public record Some(@Schema(required = true) List<AdministeredView> accounts) {
    public Some {
      accounts = List.copyOf(accounts);
    }
  }

  /** What somebody is to be. */
  @Schema(name = "AccountKind")
  public record Rank(@Schema(required = true) Boolean administrator) {
    public Rank {
      administrator = Required.member("administrator", administrator);
    }
  }

  /** Those whose name begins so. */
  @GET
  @Operation(operationId = "listAccounts", summary = "Accounts whose name begins so, 200 at most")
  @APIResponse(
      responseCode = "200",
      description = "These.",
      content = @Content(schema = @Schema(implementation = Some.class)))
  public Response list(@QueryParam("q") @DefaultValue("") String beginning) {
    pass();
    return Answers.of(
        new Some(
            store.accounts().matching(beginning.strip(), MOST).stream().map(this::view).toList()));
  }

  private AdministeredView view(Account account) {
    return new AdministeredView(
        AccountView.of(account),
        store.accounts().passwordHash(account.id()).isPresent(),
        account.created(),
        store.grants().ownedBy(account.id()).size());
  }

  /** Makes an account for somebody, who sets its password by a link. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "inviteAccount",
      summary = "Makes an account for somebody, and the link that sets its password")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = Invited.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "201",
      description = "Send them the link.",
      content = @Content(schema = @Schema(implementation = PasswordLink.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response invite(Invited wanted) {
    pass();
    Account account =
        accounts.draft(
            wanted.administrator() ? Account.Kind.ADMINISTRATOR : Account.Kind.MEMBER,
            Optional.of(wanted.name()),
            Optional.ofNullable(wanted.displayName()));
    Optional<Issuer.Issued> made =
        audit.together(scribe -> {
          if (!store.accounts().add(account, Optional.empty())) {
            return Optional.empty();
          }
          scribe.note(Action.ACCOUNT_CREATED, account.id().value(), account.kind().name());
          return Optional.of(reset(account, scribe));
        });
    return Answers.as(201, link(account, made.orElseThrow(NewAccounts::nameTaken)));
  }

  /** Makes a link that sets somebody's password. */
  @POST
  @Path("/{account}/reset")
  @Operation(
      operationId = "issueReset",
      summary = "Makes a link that sets somebody's password",
      description = "Nothing changes until it is used; the one before serves no more.")
  @APIResponse(
      responseCode = "201",
      description = "Send them the link.",
      content = @Content(schema = @Schema(implementation = PasswordLink.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response reset(@PathParam("account") String id) {
    pass();
    Account account =
        store
            .accounts()
            .find(known(id))
            .filter(Account::isMember)
            .orElseThrow(AdminAccountsResource::missing);
    return Answers.as(201, link(account, audit.together(scribe -> reset(account, scribe))));
  }

  private Issuer.Issued reset(Account account, Audit.Scribe scribe) {
    scribe.note(Action.RESET_ISSUED, account.id().value(), "");
    return issuer.reset(account.id());
  }

  /** Makes somebody an administrator, or one a member again. */
  @PATCH
  @Path("/{account}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeRank",
      summary = "Makes somebody an administrator, or one a member again",
      description = "The last administrator stays one.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Rank.class)))
  @APIResponse(responseCode = "204", description = "They are.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response change(@PathParam("account") String id, Rank wanted) {
    pass();
    AccountId account = known(id);
    boolean promoted = wanted.administrator();
    return settle(
        account,
        promoted ? Action.PROMOTED : Action.DEMOTED,
        "",
        () -> administration.setAdministrator(account, promoted));
  }

  /** Takes somebody's password, sessions and tokens away. */
  @POST
  @Path("/{account}/deactivation")
  @Operation(
      operationId = "deactivateAccount",
      summary = "Lets nobody sign in to an account any more",
      description =
          "Its password, sessions and tokens are gone, and open documents are closed to it at once."
              + " What it owns and was given stays. A link that sets its password opens it again.")
  @APIResponse(responseCode = "204", description = "Nobody signs in to it.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response deactivate(@PathParam("account") String id) {
    pass();
    AccountId account = known(id);
    return settle(
        account, Action.ACCOUNT_DEACTIVATED, "", () -> administration.deactivate(account));
  }

  /** Deletes somebody's account. */
  @DELETE
  @Path("/{account}")
  @Operation(
      operationId = "removeAccount",
      summary = "Deletes somebody's account",
      description =
          "Its documents are the heir's from then on. What its person wrote stays, under their name.")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response remove(
      @PathParam("account") String id,
      @QueryParam("heir")
          @Parameter(description = "The account whose its documents are to be.", required = true)
          @Nullable String heir) {
    pass();
    AccountId account = known(id);
    AccountId next =
        Optional.ofNullable(heir)
            .flatMap(AccountId::parse)
            .orElseThrow(() ->
                ProblemException.badRequest("bad_heir", "say in heir who gets its documents"));
    String name =
        store.accounts().find(account).flatMap(Account::name).map(SignInName::value).orElse("");
    return settle(
        account,
        Action.ACCOUNT_DELETED,
        name + ", its documents to " + next,
        () -> administration.remove(account, next));
  }

  private Response settle(AccountId account, Action action, String detail, Supplier<Outcome> deed) {
    Outcome outcome =
        audit.together(scribe -> {
          Outcome came = deed.get();
          if (came == Outcome.DONE) {
            scribe.note(action, account.value(), detail);
          }
          return came;
        });
    switch (outcome) {
      case DONE -> documents.accessChanged();
      case MISSING -> throw missing();
      case LAST_ADMINISTRATOR ->
          throw ProblemException.conflict(
              "last_administrator", "this is the only administrator: make somebody else one first");
      case NO_HEIR ->
          throw ProblemException.badRequest(
              "bad_heir", "the documents can go to somebody else who signs in, and to nobody else");
    }
    return Answers.done();
  }

  private static AccountId known(String id) {
    return AccountId.parse(id).orElseThrow(AdminAccountsResource::missing);
  }

  private static ProblemException missing() {
    return ProblemException.notFound("nobody who signs in has this id");
  }

  private static PasswordLink link(Account account, Issuer.Issued made) {
    return new PasswordLink(AccountView.of(account), made.text().value(), made.secret().expires());
  }

  private void pass() {
    gate.pass();
    caller.self(); // also on a server without accounts, where there is nothing to administer
  }
}
