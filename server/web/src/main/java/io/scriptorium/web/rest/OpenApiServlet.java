package io.scriptorium.web.rest;

import io.scriptorium.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves the one document of all that this server answers over HTTP, at {@code /openapi}, as it is
 * at the moment, and at {@code /openapi/ui} the container's page that shows it. The container's own
 * document, which {@code server.xml} puts elsewhere, is made once and knows no plugins.
 */
@WebServlet({"/openapi", "/openapi/ui/*"})
public class OpenApiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Where {@code server.xml} puts the container's own document and, below it, its page. */
  private static final String CONTAINERS = "/openapi/server";

  private static final String CONTAINERS_PAGE = CONTAINERS + "/ui";
  private static final String PAGE = "/openapi/ui";
  private static final Pattern PAGE_FILE = Pattern.compile("/(?:css/|images/)?[A-Za-z0-9_.-]*");

  /** The page's script is within the page; its pictures are in its style sheet. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final transient OpenApiDocuments documents;

  /** Made by the container. */
  @Inject
  public OpenApiServlet(OpenApiDocuments documents) {
    this.documents = documents;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      Problem.of(405, "method_not_allowed", "this path takes GET and HEAD alone").write(response);
    } else if (request.getServletPath().equals(PAGE)) {
      page(request, response);
    } else {
      document(request, response);
    }
  }

  private void document(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<OpenApiFormat> format = OpenApiFormat.of(request);
    if (format.isEmpty()) {
      String wanted = request.getParameter("format");
      Problem.of(400, "bad_query", "format must be one of yaml, json, got \"" + wanted + "\"")
          .write(response);
      return;
    }
    Optional<String> own = own(request, response);
    if (own.isEmpty()) {
      Problem.of(503, "unavailable", "the server's calls are not described yet").write(response);
      return;
    }
    response.setContentType(format.get().mediaType());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Accept");
    byte[] whole = format.get().write(documents.whole(own.get()));
    response.setContentLength(whole.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(whole);
    }
  }

  /** The container's own document in JSON; empty if there is none at the moment. */
  private Optional<String> own(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<RequestDispatcher> container = container(CONTAINERS, "/");
    if (container.isEmpty()) {
      return Optional.empty();
    }
    var answer = new CapturedAnswer(response);
    container.get().include(new DocumentRequest(request), answer);
    return answer.isSuccess() ? Optional.of(answer.text()) : Optional.empty();
  }

  private void page(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String file = request.getPathInfo();
    if (file == null) {
      response.sendRedirect(PAGE + "/");
      return;
    }
    Optional<RequestDispatcher> container =
        PAGE_FILE.matcher(file).matches()
            ? container(CONTAINERS_PAGE, file.equals("/") ? "/index.html" : file)
            : Optional.empty();
    if (container.isEmpty()) {
      Problem.of(404, "not_found", "there is nothing at " + request.getRequestURI())
          .write(response);
      return;
    }
    response.setHeader("Content-Security-Policy", PAGE_POLICY);
    container.get().forward(request, response);
  }

  /** The way to what the container serves; empty if it does not serve that. */
  private Optional<RequestDispatcher> container(String root, String path) {
    return Optional.<ServletContext>ofNullable(getServletContext().getContext(root))
        .filter(context -> context.getContextPath().equals(root))
        .map(context -> context.getRequestDispatcher(path));
  }
}
