package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.Passwords;
import io.scriptorium.access.Profile;
import io.scriptorium.access.Secret;
import io.scriptorium.access.Secret.Purpose;
import io.scriptorium.access.SecretText;
import io.scriptorium.access.SignInName;
import io.scriptorium.access.SignIns;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.web.server.Admission;
import io.scriptorium.web.server.SessionCookie;
import io.scriptorium.web.server.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One's own account: made, signed in to and out of, changed and deleted. */
@Path("/account")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "account")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class AccountResource {
  @Inject private Settings settings;
  @Inject private Admission admission;
  @Inject private AccessStore store;
  @Inject private DocumentServer documents;
  @Inject private Catalogue catalogue;
  @Inject private NewAccounts accounts;
  @Inject private SignIns signIns;
  @Inject private Issuer issuer;
  @Inject private Caller caller;
  @Inject private Audit audit;
  @Inject private Pace pace;

  /** Made by the container. */
  public AccountResource() {}

  /** Who wants in. */
  @Schema(name = "SignIn")
  public record SignIn(
      @Schema(required = true) String name, @Schema(required = true) String password) {
    public SignIn {
      name = Required.member("name", name);
      password = Required.member("password", password);
    }
  }

  /** What others are to see. */
  @Schema(name = "Profile")
  public record Shown(
      @Schema(description = "As it is if left out.") @Nullable String displayName,
      @Schema(description = "`#rrggbb`; as it is if left out.") @Nullable String color) {}

  /** Another password. */
  @Schema(name = "PasswordChange")
  public record PasswordChange(
      @Schema(required = true) String old, @Schema(required = true) String password) {
    public PasswordChange {
      old = Required.member("old", old);
      password = Required.member("password", password);
    }
  }

  /** A password by a link that was sent. */
  @Schema(name = "PasswordReset")
  public record PasswordReset(
      @Schema(description = "Out of the link.", required = true) String token,
      @Schema(required = true) String password) {
    public PasswordReset {
      token = Required.member("token", token);
      password = Required.member("password", password);
    }
  }

  /** That it is really they. */
  @Schema(name = "Confirmation")
  public record Confirmation(@Schema(required = true) String password) {
    public Confirmation {
      password = Required.member("password", password);
    }
  }

  /** Who one is. */
  @GET
  @Operation(operationId = "getAccount", summary = "Who is signed in")
  @APIResponse(
      responseCode = "200",
      description = "They are.",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  public Response get() {
    Account account =
        caller
            .identity()
            .map(Issuer.Identity::account)
            .orElseThrow(() -> ProblemException.unauthenticated("sign in first"));
    return Answers.of(AccountView.of(account));
  }

  /** Makes an account for oneself, where the administrator lets people. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "signUp",
      summary = "Makes an account and signs in to it",
      description = "Where the administrator lets people: `scriptorium.sign-up`.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = SetUpResource.NewAccount.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "201",
      description = "They are signed in.",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "429", ref = "TooMany")
  public Response signUp(SetUpResource.NewAccount wanted) {
    if (!admission.hasAccounts() || !settings.signUp() || !store.accounts().anyMember()) {
      throw ProblemException.forbidden("the administrator of this server makes its accounts");
    }
    pace.keep("sign up", caller.address());
    Account account =
        accounts.draft(
            Account.Kind.MEMBER,
            Optional.of(wanted.name()),
            Optional.ofNullable(wanted.displayName()));
    Optional<String> kept = Optional.of(accounts.hash(wanted.password()));
    Optional<Issuer.Issued> session =
        session(account, Action.ACCOUNT_CREATED, "", () -> store.accounts().add(account, kept));
    return signedIn(201, account, session.orElseThrow(NewAccounts::nameTaken));
  }

  /** Signs in. */
  @POST
  @Path("/session")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "signIn",
      summary = "Signs in, by a cookie that lasts 30 days",
      description = "A wrong password and a name that nobody has are answered alike, 401.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SignIn.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "They are signed in.",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  @APIResponse(responseCode = "429", ref = "TooMany")
  public Response signIn(SignIn wanted) {
    if (!admission.hasAccounts()) {
      throw ProblemException.forbidden("this server has no accounts");
    }
    return switch (attempt(wanted)) {
      case SignIns.Outcome.Right(var account) ->
          signedIn(200, account, session(account, Action.SIGNED_IN, "", () -> true).orElseThrow());
      case SignIns.Outcome.Wrong() -> {
        String tried = SignInName.parse(wanted.name()).map(SignInName::value).orElse("?");
        audit.together(
            Optional.empty(),
            scribe -> {
              scribe.note(Action.SIGN_IN_FAILED, tried, "");
              return tried;
            });
        throw ProblemException.unauthenticated("the name or the password is wrong");
      }
      case SignIns.Outcome.Wait(var left) -> throw Pace.tooMany(left);
    };
  }

  private SignIns.Outcome attempt(SignIn wanted) {
    try {
      return signIns.attempt(wanted.name(), wanted.password(), caller.address());
    } catch (Passwords.BusyException busy) {
      throw ProblemException.busy(String.valueOf(busy.getMessage()));
    }
  }

  /**
   * Begins a session with a deed and its note; empty, and nothing happens, if the deed says that it
   * was none.
   */
  private Optional<Issuer.Issued> session(
      Account account, Action action, String detail, BooleanSupplier deed) {
    String browser = caller.browser();
    return audit.together(
        Optional.of(account.id()),
        scribe -> {
          if (!deed.getAsBoolean()) {
            return Optional.empty();
          }
          scribe.note(action, account.id().value(), detail);
          return Optional.of(issuer.session(account.id(), browser));
        });
  }

  private Response signedIn(int status, Account account, Issuer.Issued session) {
    return Response.fromResponse(Answers.as(status, AccountView.of(account)))
        .header(HttpHeaders.SET_COOKIE, SessionCookie.holding(session, caller.request()))
        .build();
  }

  /** Signs out, here. */
  @DELETE
  @Path("/session")
  @Operation(operationId = "signOut", summary = "Signs out, here")
  @APIResponse(responseCode = "204", description = "They are signed out.")
  public Response signOut() {
    Secret session = caller.session();
    return signedOut(
        session.account(), "here", () -> store.secrets().remove(session.account(), session.id()));
  }

  /** Signs out everywhere; tokens stay. */
  @DELETE
  @Path("/sessions")
  @Operation(operationId = "signOutEverywhere", summary = "Signs out everywhere; tokens stay")
  @APIResponse(responseCode = "204", description = "They are signed out.")
  public Response signOutEverywhere() {
    AccountId account = caller.self().id();
    return signedOut(
        account,
        "everywhere",
        () -> {
          store.secrets().removeAll(account, Purpose.SESSION);
          return true;
        });
  }

  private Response signedOut(AccountId account, String where, BooleanSupplier deed) {
    audit.did(Action.SIGNED_OUT, account.value(), where, deed);
    documents.accessChanged();
    return Response.fromResponse(Answers.done())
        .header(HttpHeaders.SET_COOKIE, SessionCookie.gone(caller.request()))
        .build();
  }

  /** Shows others another name or color. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeProfile", summary = "Shows others another name or color")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Shown.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "It is so.",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  public Response change(Shown wanted) {
    Account account = caller.self();
    Profile old = account.profile();
    Profile changed =
        NewAccounts.profile(
            Optional.ofNullable(wanted.displayName()).orElse(old.displayName()),
            Optional.ofNullable(wanted.color()).orElse(old.color()));
    store.accounts().setProfile(account.id(), changed);
    return Answers.of(AccountView.of(account.with(changed)));
  }

  /** Changes the password; every other session ends. */
  @PUT
  @Path("/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changePassword",
      summary = "Changes the password",
      description =
          "Whoever is signed in elsewhere is signed out; this session goes on as another.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PasswordChange.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "It is changed.",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  @APIResponse(responseCode = "429", ref = "TooMany")
  public Response changePassword(PasswordChange wanted) {
    Account account = confirmed(wanted.old());
    String kept = accounts.hash(wanted.password());
    Optional<Issuer.Issued> session =
        session(account, Action.PASSWORD_CHANGED, "by its owner", () -> setPassword(account, kept));
    documents.accessChanged();
    return signedIn(200, account, session.orElseThrow());
  }

  private Account confirmed(String password) {
    Account account = caller.self();
    pace.keep("confirm", account.id().value());
    if (!accounts.matches(account, password)) {
      throw ProblemException.forbidden("the password is wrong");
    }
    return account;
  }

  private boolean setPassword(Account account, String kept) {
    store.accounts().setPasswordHash(account.id(), kept);
    store.secrets().removeAll(account.id(), Purpose.SESSION);
    store.secrets().removeAll(account.id(), Purpose.RESET);
    return true;
  }

  /** Sets a password by a link that an administrator sent, and signs in. */
  @POST
  @Path("/reset")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resetPassword",
      summary = "Sets a password by a link that an administrator sent, and signs in",
      description = "The link serves once, and for three days.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PasswordReset.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "They are signed in.",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  public Response reset(PasswordReset wanted) {
    var token = new SecretText(wanted.token());
    Instant now = InstantSource.system().instant();
    String hash = token.hash();
    Account account =
        store
            .secrets()
            .find(hash, now)
            .filter(it -> it.purpose() == Purpose.RESET)
            .flatMap(secret -> store.accounts().find(secret.account()))
            .orElseThrow(AccountResource::servesNoMore);
    // First: a password that will not do must not use the link up.
    String kept = accounts.hash(wanted.password());
    Optional<Issuer.Issued> session =
        session(
            account,
            Action.PASSWORD_CHANGED,
            "by a link",
            () -> store.secrets().take(hash, now).isPresent() && setPassword(account, kept));
    documents.accessChanged();
    return signedIn(200, account, session.orElseThrow(AccountResource::servesNoMore));
  }

  private static ProblemException servesNoMore() {
    return ProblemException.forbidden("this link serves no more: ask for another");
  }

  /** Deletes one's account, once its documents are somebody else's or deleted. */
  @POST
  @Path("/deletion")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "deleteAccount",
      summary = "Deletes one's account",
      description =
          "Once its documents are somebody else's or deleted. What its person wrote in others'"
              + " documents stays there, under their name.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = Confirmation.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "429", ref = "TooMany")
  public Response delete(Confirmation wanted) {
    Account account = confirmed(wanted.password());
    int owned = catalogue.findAll(store.grants().ownedBy(account.id())).size();
    if (owned > 0) {
      throw ProblemException.conflict(
          "owns_documents",
          "you own " + owned + " documents: give them to somebody or delete them first");
    }
    boolean gone =
        audit.did(
            Action.ACCOUNT_DELETED,
            account.id().value(),
            account.name().map(SignInName::value).orElse(""),
            () ->
                !store.accounts().administrators().equals(List.of(account))
                    && store.accounts().remove(account.id()));
    if (!gone) {
      throw ProblemException.conflict(
          "last_administrator", "you are the only administrator: make another one first");
    }
    documents.accessChanged();
    return Response.fromResponse(Answers.done())
        .header(HttpHeaders.SET_COOKIE, SessionCookie.gone(caller.request()))
        .build();
  }
}
