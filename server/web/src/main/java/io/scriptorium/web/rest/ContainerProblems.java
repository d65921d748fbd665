package io.scriptorium.web.rest;

import io.scriptorium.web.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns what the container finds wrong with a request (no such path, method, type) into words. What
 * a plugin throws of this kind keeps the plugin's words.
 */
@Provider
public class ContainerProblems implements ExceptionMapper<WebApplicationException> {
  private final UriInfo uri;

  /** Made by the container, which keeps {@code uri} at the request that is being answered. */
  public ContainerProblems(@Context UriInfo uri) {
    this.uri = uri;
  }

  @Override
  public Response toResponse(WebApplicationException exception) {
    Response response = exception.getResponse();
    if (exception instanceof ProblemException || response.getStatus() < 400) {
      return response;
    }
    Response.Status found = Response.Status.fromStatusCode(response.getStatus());
    Response.Status status = found == null ? Response.Status.INTERNAL_SERVER_ERROR : found;
    String detail = own(exception).orElseGet(() -> detail(status));
    Response.ResponseBuilder problem =
        Problem.of(status.getStatusCode(), code(status), detail).response();
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? problem : problem.header(HttpHeaders.ALLOW, allow)).build();
  }

  /** The message that somebody wrote; not the container's own, and not the status in words. */
  private static Optional<String> own(WebApplicationException exception) {
    return Optional.ofNullable(exception.getMessage())
        .filter(message -> !message.startsWith("RESTEASY") && !message.startsWith("HTTP "));
  }

  private static String code(Response.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private String detail(Response.Status status) {
    String path = uri.getRequestUri().getRawPath();
    return switch (status.getStatusCode()) {
      case 404 -> "there is nothing at " + path;
      case 405 -> "this method is not one of those that " + path + " takes";
      case 406 -> "none of the types in Accept can be had at " + path;
      case 415 -> "the body must be application/json";
      default -> "the request to " + path + " cannot be answered";
    };
  }
}
