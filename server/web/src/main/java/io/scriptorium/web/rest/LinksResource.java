package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.SecretText;
import io.scriptorium.access.ShareLink;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.web.server.Admission;
import io.scriptorium.web.server.SessionCookie;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The way in for whoever has a link. */
@Path("/links")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "sharing")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Internal")
@APIResponse(responseCode = "503", ref = "StoreUnavailable")
public class LinksResource {
  @Inject private AccessStore store;
  @Inject private DocumentServer documents;
  @Inject private NewAccounts accounts;
  @Inject private Issuer issuer;
  @Inject private Admission admission;
  @Inject private Caller caller;
  @Inject private Audit audit;
  @Inject private Pace pace;

  /** Made by the container. */
  public LinksResource() {}

  /** What somebody comes with. */
  @Schema(name = "LinkEntry")
  public record Entry(
      @Schema(description = "The link's secret.", required = true) String token,
      @Schema(description = "Who comes, if they are not signed in: 1 to 60 characters.")
          @Nullable String name) {
    public Entry {
      token = Required.member("token", token);
    }
  }

  /** Where they have come to. */
  @Schema(name = "LinkEntered")
  public record Entered(
      @Schema(description = "The document's id.", required = true) String document,
      @Schema(required = true) String role,
      @Schema(required = true) AccountView account) {}

  /** Lets somebody in. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "enterLink",
      summary = "Comes in by a link",
      description =
          "Who is signed in has its role from now on, as long as it lives. Who is not is a guest, by a"
              + " cookie, where the link lets guests in: without a name the answer is 401, with the"
              + " code `name_needed` where a name would do.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Entry.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "They are in.",
      content = @Content(schema = @Schema(implementation = Entered.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "429", ref = "TooMany")
  public Response enter(Entry wanted) {
    ShareLink link =
        store
            .links()
            .find(new SecretText(wanted.token()).hash(), InstantSource.system().instant())
            .filter(any -> admission.hasAccounts())
            .orElseThrow(
                () -> ProblemException.notFound("this link leads nowhere, or does so no more"));
    return caller
        .identity()
        .map(identity -> Answers.of(entered(link, identity.account())))
        .orElseGet(
            () -> guest(link, Optional.ofNullable(wanted.name()).filter(name -> !name.isBlank())));
  }

  private Entered entered(ShareLink link, Account account) {
    audit.together(
        Optional.of(account.id()),
        scribe -> {
          if (!account.isMember()) {
            store.accounts().add(account, Optional.empty());
          }
          store.links().enter(link.id(), account.id());
          scribe.note(Action.LINK_ENTERED, link.document().value(), link.id().value());
          return link;
        });
    documents.accessChanged(link.document());
    return new Entered(link.document().value(), RoleWord.of(link.role()), AccountView.of(account));
  }

  private Response guest(ShareLink link, Optional<String> name) {
    if (!link.guests() || name.isEmpty()) {
      throw link.guests()
          ? ProblemException.nameNeeded()
          : ProblemException.unauthenticated("this link is for who signs in");
    }
    pace.keep("guest", caller.address());
    Account account = accounts.draft(Account.Kind.GUEST, Optional.empty(), name);
    Entered entered = entered(link, account);
    Issuer.Issued session = issuer.session(account.id(), caller.browser());
    return Response.fromResponse(Answers.of(entered))
        .header(HttpHeaders.SET_COOKIE, SessionCookie.holding(session, caller.request()))
        .build();
  }
}
