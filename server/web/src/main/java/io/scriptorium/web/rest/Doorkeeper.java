package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.AccountId;
import io.scriptorium.engine.AccessPolicy;
import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.AccessPolicy.Credentials;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import io.scriptorium.web.server.Admission;
import io.scriptorium.web.server.Bearer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks the {@link AccessPolicy} about the one who sent the request at hand: the same question as
 * for a socket, so that plain HTTP gives nobody more.
 */
@RequestScoped
class Doorkeeper {
  /** Stands for the replica's id that a socket's client would have. */
  private static final String CLIENT = "http";

  @Inject private AccessPolicy policy;
  @Inject private Admission admission;
  @Inject private AccessStore access;
  @Inject private Caller caller;
  @Inject private HttpServletRequest request;

  /**
   * Lets the request go on if its sender may read the document.
   *
   * @throws ProblemException if not: 401, 403, or 404 where they may not know that it is there
   */
  void mayRead(DocumentId document) {
    role(document);
  }

  /**
   * Lets the request go on if its sender may change the document.
   *
   * @throws ProblemException if not: see {@link #mayRead}
   */
  void mayChange(DocumentId document) {
    if (!role(document).mayEdit()) {
      throw ProblemException.forbidden("you may read this document, not change it");
    }
  }

  /**
   * Lets the request go on if its sender may delete the document and bring it back: its owner; on a
   * server without accounts, whoever may change it.
   *
   * @throws ProblemException if not: see {@link #mayRead}
   */
  void mayDelete(DocumentId document) {
    mayChange(document);
    if (admission.hasAccounts()) {
      mayShare(document);
    }
  }

  /**
   * Lets the request go on if its sender says who else may do what with the document.
   *
   * @throws ProblemException if not: see {@link #mayRead}
   */
  void mayShare(DocumentId document) {
    if (role(document) != Role.OWNER) {
      throw ProblemException.forbidden("this is for the document's owner");
    }
  }

  /**
   * Lets the request make a document.
   *
   * @return whose it is to be; empty where there are no accounts
   * @throws ProblemException if they may not: 401 or 403
   */
  Optional<AccountId> mayCreate(DocumentId document) {
    if (admission.hasAccounts()) {
      return Optional.of(caller.member().id());
    }
    mayChange(document);
    return Optional.empty();
  }

  /** Which documents the request's sender may read: asked once for a whole list. */
  Predicate<DocumentId> readable() {
    if (!admission.hasAccounts()) {
      return document -> policy.check(document, credentials()) instanceof Access.Granted;
    }
    Set<DocumentId> reaching =
        caller
            .identity()
            .map(identity ->
                access.grants().reaching(identity.account().id(), InstantSource.system().instant()))
            .orElseGet(Set::of);
    return reaching::contains;
  }

  /**
   * What the request's sender may do in the document.
   *
   * @throws ProblemException if they may not read it: see {@link #mayRead}
   */
  Role role(DocumentId document) {
    return switch (policy.check(document, credentials())) {
      case Access.Granted granted -> granted.role();
      case Access.Unauthenticated(var message) -> throw ProblemException.unauthenticated(message);
      case Access.Forbidden(var message) -> throw ProblemException.forbidden(message);
      case Access.NotFound() -> throw ProblemException.noSuchDocument(document.value());
    };
  }

  /** Whom the {@link Caller} stands for; without accounts, the token is for the policy to judge. */
  private Credentials credentials() {
    return admission.hasAccounts()
        ? new Credentials(caller.principal(), Optional.empty(), CLIENT, Optional.empty())
        : new Credentials(
            Optional.empty(),
            Optional.ofNullable(request.getHeader("Authorization")).flatMap(Bearer::token),
            CLIENT,
            Optional.empty());
  }
}
