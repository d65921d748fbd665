package io.scriptorium.web.plugin;

import io.scriptorium.web.page.PageFile;
import io.scriptorium.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Sends browsers the files of plugins: {@code /plugins/{name}/{hash}/{file}}. */
@WebServlet(BrowserHalves.PATH + "*")
public class BrowserHalfServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient BrowserHalves halves;

  /** Made by the container. */
  @Inject
  public BrowserHalfServlet(BrowserHalves halves) {
    this.halves = halves;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
    Optional<PageFile> file = halves.find(path.substring(1));
    if (file.isPresent()) {
      file.get().send(PageFile.Lasting.FOR_EVER, request, response);
      return;
    }
    Problem.of(404, "not_found", "no plugin has a file at " + request.getRequestURI())
        .write(response);
  }
}
