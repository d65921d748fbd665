package io.scriptorium.web.rest;

import io.scriptorium.engine.AccessPolicy;
import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.AccessPolicy.Credentials;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.web.server.Bearer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/**
 * Asks the {@link AccessPolicy} about the one who sent the request at hand: the same question as
 * for a socket, so that plain HTTP gives nobody more.
 */
@RequestScoped
class Doorkeeper {
  /** Stands for the replica's id that a socket's client would have. */
  private static final String CLIENT = "http";

  @Inject private AccessPolicy policy;
  @Inject private HttpServletRequest request;

  /**
   * Lets the request go on if its sender may read the document.
   *
   * @throws ProblemException if not: 401 or 403
   */
  void mayRead(DocumentId document) {
    granted(document);
  }

  /**
   * Lets the request go on if its sender may change the document.
   *
   * @throws ProblemException if not: 401 or 403
   */
  void mayChange(DocumentId document) {
    if (!granted(document).role().mayEdit()) {
      throw ProblemException.forbidden("you may read this document, not change it");
    }
  }

  /** Whether the request's sender may read the document. */
  boolean reads(DocumentId document) {
    return policy.check(document, credentials()) instanceof Access.Granted;
  }

  private Access.Granted granted(DocumentId document) {
    return switch (policy.check(document, credentials())) {
      case Access.Granted granted -> granted;
      case Access.Unauthenticated(var message) -> throw ProblemException.unauthenticated(message);
      case Access.Forbidden(var message) -> throw ProblemException.forbidden(message);
    };
  }

  private Credentials credentials() {
    return new Credentials(
        Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName),
        Optional.ofNullable(request.getHeader("Authorization")).flatMap(Bearer::token),
        CLIENT,
        Optional.empty());
  }
}
