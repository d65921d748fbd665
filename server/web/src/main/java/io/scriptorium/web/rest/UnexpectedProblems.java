package io.scriptorium.web.rest;

import io.scriptorium.web.problem.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The mistakes of the server's own and of plugins, errors included: the log gets the whole story,
 * the caller a sentence.
 */
@Provider
public class UnexpectedProblems implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(UnexpectedProblems.class.getName());

  @Override
  public Response toResponse(Throwable exception) {
    LOG.log(Level.ERROR, "a request failed for a reason that nobody foresaw", exception);
    return Problem.of(500, "internal", "the server made a mistake; its log says which")
        .response()
        .build();
  }
}
