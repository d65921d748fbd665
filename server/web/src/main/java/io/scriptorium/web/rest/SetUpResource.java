package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.web.server.AccessMode;
import io.scriptorium.web.server.SessionCookie;
import io.scriptorium.web.server.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
  private static final int PAGE = 200;

  @Inject private Settings settings;
  @Inject private AccessStore store;
  @Inject private Catalogue catalogue;
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
                  "`local` and `open`: everybody who reaches it; `accounts`: who signs in.",
              enumeration = {"local", "open", "accounts"},
              required = true)
          String access,
      @Schema(description = "Whether it waits for its first administrator.", required = true)
          boolean needed,
      @Schema(description = "Whether people may make accounts for themselves.", required = true)
          boolean signUp,
      @Schema(
              description = "Who is signed in; absent if nobody is.",
              implementation = AccountView.class)
          Optional<AccountView> account) {}

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
    boolean accounts = settings.access() == AccessMode.ACCOUNTS;
    return Answers.of(
        new State(
            settings.access().name().toLowerCase(Locale.ROOT),
            accounts && !store.accounts().anyMember(),
            accounts && settings.signUp(),
            caller.identity().map(Issuer.Identity::account).map(AccountView::of)));
  }

  /** Makes the first administrator, who owns what was written before, and signs them in. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setUp",
      summary = "Makes the first administrator, and signs them in",
      description =
          "From the server's own machine alone, and only while nobody has an account. Documents that"
              + " were made without accounts are theirs.")
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
    if (settings.access() != AccessMode.ACCOUNTS || store.accounts().anyMember()) {
      throw setUpAlready();
    }
    String kept = accounts.hash(wanted.password());
    boolean first =
        audit.together(
            Optional.of(account.id()),
            scribe -> {
              boolean added = store.accounts().addFirst(account, kept);
              if (added) {
                adopt(account.id());
                scribe.note(Action.SET_UP, account.id().value(), "");
              }
              return added;
            });
    if (!first) {
      throw setUpAlready();
    }
    Issuer.Issued session = issuer.session(account.id(), caller.browser());
    return Response.fromResponse(Answers.as(201, AccountView.of(account)))
        .header(HttpHeaders.SET_COOKIE, SessionCookie.holding(session, caller.request()))
        .build();
  }

  private static ProblemException setUpAlready() {
    return ProblemException.conflict("set_up", "this server is set up already");
  }

  private void adopt(AccountId administrator) {
    Optional<String> cursor = Optional.empty();
    do {
      Catalogue.Page page = catalogue.list(PAGE, cursor);
      store.grants().own(page.entries().stream().map(Catalogue.Entry::id).toList(), administrator);
      cursor = page.next();
    } while (cursor.isPresent());
  }
}
