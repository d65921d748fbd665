package io.scriptorium.web.page;

import io.scriptorium.web.problem.Problem;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers for every path that nothing else answers for: with a file of the browser client, with the
 * client's one page where the path is one of the client's own, or with a 404 in the words that the
 * asker understands.
 */
@WebServlet("/")
public class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String PAGE = "/index.html";
  private static final Pattern PAGE_PATH =
      Pattern.compile(
          "/|/index\\.html|/admin(?:/(?:accounts|groups|audit))?|/account|/set-up|/sign-in|/sign-up|/reset"
              + "|/l|/d/[A-Za-z0-9_-]{1,64}");
  private static final Pattern FILE_PATH = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Pattern PRIVATE_PATH = Pattern.compile("(?i)/(?:web-inf|meta-inf)/.*");

  private final transient Map<String, PageFile> files = new ConcurrentHashMap<>();

  /** Made by the container. */
  public PageServlet() {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      Problem.of(405, "method_not_allowed", "this path takes GET and HEAD alone").write(response);
      return;
    }
    String path = request.getServletPath();
    boolean isPage = PAGE_PATH.matcher(path).matches();
    Optional<PageFile> file = file(isPage ? PAGE : path);
    if (file.isPresent()) {
      file.get().send(lasting(path), request, response);
      return;
    }
    miss(request, response);
  }

  /** The names of files below /assets carry a hash of their content. */
  private static PageFile.Lasting lasting(String path) {
    return path.startsWith("/assets/")
        ? PageFile.Lasting.FOR_EVER
        : PageFile.Lasting.ASKED_EACH_TIME;
  }

  private void miss(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    Optional<PageFile> page = accepted.contains("text/html") ? file(PAGE) : Optional.empty();
    if (page.isPresent()) {
      page.get().send(404, PageFile.Lasting.ASKED_EACH_TIME, request, response);
      return;
    }
    notFound(request, response);
  }

  private static void notFound(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem.of(404, "not_found", "there is nothing at " + request.getRequestURI()).write(response);
  }

  private Optional<PageFile> file(String path) {
    if (!FILE_PATH.matcher(path).matches() || PRIVATE_PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    // Only what is there is kept: made-up paths must cost no memory.
    return Optional.ofNullable(files.computeIfAbsent(path, this::read));
  }

  private @Nullable PageFile read(String path) {
    try (InputStream in = getServletContext().getResourceAsStream(path);
        InputStream brotli = getServletContext().getResourceAsStream(path + PageFile.BROTLI)) {
      if (in == null) {
        return null;
      }
      PageFile file = PageFile.of(path, in.readAllBytes());
      return brotli == null ? file : file.withBrotli(brotli.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
