package io.scriptorium.web.rest;

import io.scriptorium.engine.StoreException;
import io.scriptorium.web.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says that the store does not work at the moment, and when to try again. */
@Provider
public class StoreProblems implements ExceptionMapper<StoreException> {
  private static final int RETRY_SECONDS = 5;

  @Override
  public Response toResponse(StoreException exception) {
    return Problem.of(503, "store_unavailable", String.valueOf(exception.getMessage()))
        .response()
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .build();
  }
}
