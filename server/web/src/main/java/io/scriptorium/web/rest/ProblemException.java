package io.scriptorium.web.rest;

import io.scriptorium.web.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Ends a request with a {@link Problem}. */
final class ProblemException extends WebApplicationException {
  private static final long serialVersionUID = 1L;
  private static final int RETRY_SECONDS = 5;

  private ProblemException(Problem problem) {
    super(problem.detail(), answer(problem));
  }

  private ProblemException(Problem problem, long retrySeconds) {
    super(
        problem.detail(), problem.response().header(HttpHeaders.RETRY_AFTER, retrySeconds).build());
  }

  private static Response answer(Problem problem) {
    Response.ResponseBuilder response = problem.response();
    switch (problem.status()) {
      // RFC 9110, section 15.5.2: a 401 says how to do better.
      case 401 -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      case 503 -> response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      default -> {}
    }
    return response.build();
  }

  static ProblemException badRequest(String code, String detail) {
    return new ProblemException(Problem.of(400, code, detail));
  }

  static ProblemException unauthenticated(String detail) {
    return new ProblemException(Problem.of(401, "unauthenticated", detail));
  }

  /** A guest would be let in, who says a name. */
  static ProblemException nameNeeded() {
    return new ProblemException(Problem.of(401, "name_needed", "say who you are, or sign in"));
  }

  static ProblemException forbidden(String detail) {
    return new ProblemException(Problem.of(403, "forbidden", detail));
  }

  static ProblemException noSuchDocument(String id) {
    return new ProblemException(Problem.of(404, "not_found", "there is no document " + id));
  }

  static ProblemException noSuchPlugin(String name) {
    return notFound("there is no plugin " + name);
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(Problem.of(404, "not_found", detail));
  }

  static ProblemException conflict(String code, String detail) {
    return new ProblemException(Problem.of(409, code, detail));
  }

  /** Too often: try again after so many seconds. */
  static ProblemException tooMany(String detail, long retrySeconds) {
    return new ProblemException(Problem.of(429, "too_many", detail), retrySeconds);
  }

  static ProblemException busy(String detail) {
    return new ProblemException(Problem.of(503, "busy", detail));
  }

  static ProblemException pluginUnavailable(String detail) {
    return new ProblemException(Problem.of(503, "plugin_unavailable", detail));
  }

  static ProblemException noSuchRevision(String id, long revision) {
    return new ProblemException(
        Problem.of(404, "unknown_revision", "document " + id + " has no revision " + revision));
  }

  static ProblemException tooLarge(String detail) {
    return new ProblemException(Problem.of(413, "too_large", detail));
  }

  static ProblemException unsupportedType(String detail) {
    return new ProblemException(Problem.of(415, "unsupported_type", detail));
  }

  static ProblemException tooLarge(int limitBytes) {
    return new ProblemException(
        Problem.of(413, "too_large", "a request's body may have " + limitBytes + " bytes at most"));
  }
}
