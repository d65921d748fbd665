package io.scriptorium.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error in words and numbers: problem details (RFC 9457) of type {@code about:blank}, with a
 * code for programs.
 *
 * @param type always {@code about:blank}: the status says what kind of problem it is
 * @param title the status in words
 * @param status the HTTP status
 * @param code what is wrong, for programs: lower case, words joined by underscores
 * @param detail what is wrong here, for people
 */
@Schema(name = "Problem", description = "An error: problem details (RFC 9457).")
public record Problem(
    @Schema(examples = "about:blank", required = true) String type,
    @Schema(examples = "Not Found", required = true) String title,
    @Schema(examples = "404", required = true) int status,
    @Schema(examples = "not_found", required = true) String code,
    @Schema(examples = "there is no document 7Yq2", required = true) String detail) {
  /** RFC 9457's media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonMapper JSON = new JsonMapper();

  /** The problem with this status. */
  public static Problem of(int status, String code, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return new Problem("about:blank", title, status, code, detail);
  }

  /** Makes it the answer of a servlet or filter; never kept by a cache. */
  public void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(json().getBytes(StandardCharsets.UTF_8));
  }

  /** The answer of a resource, to be added to; never kept by a cache. */
  public Response.ResponseBuilder response() {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .entity(json());
  }

  private String json() {
    return JSON.writeValueAsString(this);
  }
}
