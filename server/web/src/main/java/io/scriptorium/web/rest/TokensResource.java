package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.Secret;
import io.scriptorium.access.Secret.Purpose;
import io.scriptorium.access.Secret.Scope;
import io.scriptorium.engine.DocumentServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One's personal access tokens, for programs. */
@Path("/account/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "account")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class TokensResource {
  private static final int MOST_DAYS = 365;
  private static final int MOST_TOKENS = 100;

  @Inject private AccessStore store;
  @Inject private DocumentServer documents;
  @Inject private Issuer issuer;
  @Inject private Caller caller;
  @Inject private Audit audit;

  /** Made by the container. */
  public TokensResource() {}

  /** What one token is to be. */
  @Schema(name = "NewToken")
  public record NewToken(
      @Schema(description = "1 to 60 characters, for oneself.", required = true) String name,
      @Schema(
              description = "`read`: what one may read; `write`: also change it.",
              enumeration = {"read", "write"},
              required = true)
          String scope,
      @Schema(minimum = "1", maximum = "365", required = true) int days) {
    public NewToken {
      name = Required.member("name", name);
      scope = Required.member("scope", scope);
    }
  }

  /**
   * One token.
   *
   * @param token its secret; only right after it was made
   */
  @Schema(name = "Token")
  public record TokenView(
      @Schema(required = true) String id,
      @Schema(required = true) String name,
      @Schema(
              enumeration = {"read", "write"},
              required = true)
          String scope,
      @Schema(format = "date-time", required = true) Instant created,
      @Schema(format = "date-time", required = true) Instant expires,
      @Schema(
              description = "The secret: shown once, when it is made.",
              implementation = String.class)
          Optional<String> token) {
    static TokenView of(Secret secret, Optional<String> text) {
      return new TokenView(
          secret.id().value(),
          secret.label(),
          secret.scope().name().toLowerCase(Locale.ROOT),
          secret.created(),
          secret.expires(),
          text);
    }
  }

  /** All of them. */
  @Schema(name = "Tokens")
  public record All(@Schema(required = true) List<TokenView> tokens) {
    public All {
      tokens = List.copyOf(tokens);
    }
  }

  /** One's tokens, without their secrets. */
  @GET
  @Operation(operationId = "listTokens", summary = "One's tokens, without their secrets")
  @APIResponse(
      responseCode = "200",
      description = "These.",
      content = @Content(schema = @Schema(implementation = All.class)))
  public Response list() {
    return Answers.of(
        new All(tokens().stream().map(it -> TokenView.of(it, Optional.empty())).toList()));
  }

  private List<Secret> tokens() {
    return store.secrets().of(caller.self().id(), Purpose.TOKEN, InstantSource.system().instant());
  }

  /** Makes one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createToken",
      summary = "Makes a token",
      description =
          "It is sent as `Authorization: Bearer`, also with the socket's handshake, or as the `token`"
              + " of a `join`. Its secret is shown this once.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewToken.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "201",
      description = "It is this.",
      content = @Content(schema = @Schema(implementation = TokenView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response create(NewToken wanted) {
    Account account = caller.self();
    Scope scope =
        switch (wanted.scope()) {
          case "read" -> Scope.READ;
          case "write" -> Scope.WRITE;
          default -> throw ProblemException.badRequest("bad_scope", "a scope is read or write");
        };
    if (wanted.days() < 1 || wanted.days() > MOST_DAYS) {
      throw ProblemException.badRequest("bad_days", "a token lasts 1 to " + MOST_DAYS + " days");
    }
    if (!account.isMember()) {
      throw ProblemException.forbidden("guests have no tokens");
    }
    if (tokens().size() >= MOST_TOKENS) {
      throw ProblemException.conflict(
          "most_tokens", "revoke a token first: you have " + MOST_TOKENS);
    }
    String name = NewAccounts.profile(wanted.name(), account.profile().color()).displayName();
    Issuer.Issued made =
        audit.together(scribe -> {
          Issuer.Issued token =
              issuer.token(account.id(), scope, name, Duration.ofDays(wanted.days()));
          scribe.note(Action.TOKEN_CREATED, token.secret().id().value(), wanted.scope());
          return token;
        });
    return Answers.as(201, TokenView.of(made.secret(), Optional.of(made.text().value())));
  }

  /** Revokes one. */
  @DELETE
  @Path("/{token}")
  @Operation(operationId = "revokeToken", summary = "Revokes a token")
  @APIResponse(responseCode = "204", description = "It serves no more.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response revoke(@PathParam("token") String token) {
    Secret known =
        tokens().stream()
            .filter(secret -> secret.id().value().equals(token))
            .findFirst()
            .orElseThrow(() -> ProblemException.notFound("you have no such token"));
    audit.did(
        Action.TOKEN_REVOKED, token, "", () -> store.secrets().remove(known.account(), known.id()));
    documents.accessChanged();
    return Answers.done();
  }
}
