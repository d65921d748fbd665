package io.scriptorium.web.rest;

import io.scriptorium.plugin.PluginException;
import io.scriptorium.web.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says that the platform could not do what a plugin asked of it for this call. */
@Provider
public class PluginProblems implements ExceptionMapper<PluginException> {
  private static final int RETRY_SECONDS = 5;

  @Override
  public Response toResponse(PluginException exception) {
    return Problem.of(503, "plugin_unavailable", String.valueOf(exception.getMessage()))
        .response()
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .build();
  }
}
