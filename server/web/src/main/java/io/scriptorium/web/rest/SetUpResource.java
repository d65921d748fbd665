package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer;
import io.scriptorium.web.server.Admission;
import io.scriptorium.web.server.Ownerless;
import io.scriptorium.web.server.SessionCookie;
import io.scriptorium.web.server.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The first minute of a server: what it wants to know, and its first administrator. */
@Path("/setup")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "account")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class SetUpResource {
  @Inject private Settings settings;
  @Inject private AccessStore store;
  @Inject private Admission admission;
  @Inject private Ownerless ownerless;
  @Inject private NewAccounts accounts;
  @Inject private Issuer issuer;
  @Inject private AdminGate gate;
  @Inject private Caller caller;
  @Inject private Audit audit;

  /** Made by the container. */
  public SetUpResource() {}

  /** How the server stands. */
  @Schema(name = "SetUp", description = "How the server lets people in.")
  public record State(
      @Schema(
              description =
                  "`local`: everybody at its machine; `open`: everybody; `accounts`: who signs in.",
              enumeration = {"local", "open", "accounts"},
              required = true)
          String access,
      @Schema(
              description =
                  "How it came to that: `configuration`; `chosen` on the first page; or `undecided`,"
                      + " which works like `local` until somebody chooses.",
              enumeration = {"configuration", "chosen", "undecided"},
              required = true)
          String choice,
      @Schema(description = "Whether it waits for its first administrator.", required = true)
          boolean needed,
      @Schema(
              description =
                  "Whether the caller is at the server's own machine, where alone it is set up.",
              required = true)
          boolean here,
      @Schema(description = "Whether people may make accounts for themselves.", required = true)
          boolean signUp,
      @Schema(
              description = "Who is signed in; absent if nobody is.",
              implementation = AccountView.class)
          Optional<AccountView> account) {}

  /** Who is to be let in. */
  @Schema(name = "AccessChoice")
  public record Chosen(
      @Schema(
              enumeration = {"local"},
              required = true)
          String access) {
    public Chosen {
      access = Required.member("access", access);
    }
  }

  /** Whom the first administrator wants to be. */
  @Schema(name = "NewAccount")
  public record NewAccount(
      @Schema(description = "To sign in with: 2 to 100 of a-z 0-9 . _ @ + -", required = true)
          String name,
      @Schema(description = "10 to 200 characters.", required = true) String password,
      @Schema(description = "What others see; the name if left out.")
          @Nullable String displayName) {
    public NewAccount {
      name = Required.member("name", name);
      password = Required.member("password", password);
    }
  }

  /** What the server wants to know. */
  @GET
  @Operation(operationId = "getSetUp", summary = "How the server lets people in")
  @APIResponse(
      responseCode = "200",
      description = "So.",
      content = @Content(schema = @Schema(implementation = State.class)))
  public Response state() {
    return Answers.of(now());
  }

  private State now() {
    boolean accounts = admission.hasAccounts();
    return new State(
        admission.mode().name().toLowerCase(Locale.ROOT),
        admission.choice().name().toLowerCase(Locale.ROOT),
        accounts && !store.accounts().anyMember(),
        gate.isLocal(),
        accounts && settings.signUp(),
        caller.identity().map(Issuer.Identity::account).map(AccountView::of));
  }

  /** Decides that there are no accounts, and that this machine alone is served. */
  @PUT
  @Path("/access")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "chooseAccess",
      summary = "Decides that there are no accounts",
      description =
          "From the server's own machine alone, and only where neither the configuration says who is"
              + " let in nor anybody has an account. Accounts are chosen by making the first"
              + " administrator.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Chosen.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "It is so, now and after each start.",
      content = @Content(schema = @Schema(implementation = State.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response choose(Chosen wanted) {
    gate.mustBeLocal("set-up");
    if (!wanted.access().equals("local")) {
      throw ProblemException.badRequest(
          "bad_access",
          "only \"local\" is chosen so: accounts are, by making the first administrator");
    }
    if (!admission.chooseLocal()) {
      throw alreadySetUp();
    }
    return Answers.of(now());
  }

  private static ProblemException alreadySetUp() {
    return ProblemException.conflict("set_up", "this server is set up already");
  }

  /** Makes the first administrator, who owns what was written before, and signs them in. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setUp",
      summary = "Makes the first administrator, and signs them in",
      description =
          "From the server's own machine alone, and only while nobody has an account and the"
              + " configuration does not rule accounts out. From now on people sign in; open sockets"
              + " of those who have not are closed with 4401. Documents that were made without"
              + " accounts are this administrator's.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewAccount.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "201",
      description = "They are signed in.",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response setUp(NewAccount wanted) {
    gate.mustBeLocal("set-up");
    Account account =
        accounts.draft(
            Account.Kind.ADMINISTRATOR,
            Optional.of(wanted.name()),
            Optional.ofNullable(wanted.displayName()));
    if (!admission.takesAccounts() || store.accounts().anyMember()) {
      throw alreadySetUp();
    }
    String kept = accounts.hash(wanted.password());
    // A document that is made at this moment is found at the next start, if not now.
    ownerless.expect();
    boolean first =
        audit.together(
            Optional.of(account.id()),
            scribe -> {
              boolean added = store.accounts().addFirst(account, kept);
              if (added) {
                scribe.note(Action.SET_UP, account.id().value(), "");
              }
              return added;
            });
    if (!first) {
      throw alreadySetUp();
    }
    admission.firstAccountMade();
    ownerless.adopt(account.id());
    Issuer.Issued session = issuer.session(account.id(), caller.browser());
    return Response.fromResponse(Answers.as(201, AccountView.of(account)))
        .header(HttpHeaders.SET_COOKIE, SessionCookie.holding(session, caller.request()))
        .build();
  }
}
