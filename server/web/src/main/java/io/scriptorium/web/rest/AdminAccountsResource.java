package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

  /** Those whose name begins so. */
  @GET
  @Operation(operationId = "listAccounts", summary = "Accounts whose name begins so, 200 at most")
  @APIResponse(
      responseCode = "200",
      description = "These.",
      content = @Content(schema = @Schema(implementation = AccountView.Some.class)))
  public Response list(@QueryParam("q") @DefaultValue("") String beginning) {
    pass();
    return Answers.of(AccountView.Some.of(store.accounts().matching(beginning.strip(), MOST)));
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
    if (!store.accounts().add(account, Optional.empty())) {
      throw NewAccounts.nameTaken();
    }
    audit.note(Action.ACCOUNT_CREATED, account.id().value(), account.kind().name());
    return Answers.as(201, link(account));
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
        AccountId.parse(id)
            .flatMap(store.accounts()::find)
            .filter(Account::isMember)
            .orElseThrow(() -> ProblemException.notFound("nobody who signs in has this id"));
    return Answers.as(201, link(account));
  }

  private PasswordLink link(Account account) {
    Issuer.Issued made = issuer.reset(account.id());
    audit.note(Action.RESET_ISSUED, account.id().value(), "");
    return new PasswordLink(AccountView.of(account), made.text().value(), made.secret().expires());
  }

  private void pass() {
    gate.pass();
    caller.self(); // also on a server without accounts, where there is nothing to administer
  }
}
