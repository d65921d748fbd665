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
      Pattern.compile("/|/index\\.html|/d/[A-Za-z0-9_-]{1,64}");
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
    if (PAGE_PATH.matcher(path).matches()) {
      sendOrMiss(PAGE, 200, request, response);
      return;
    }
    Optional<PageFile> file = file(path);
    if (file.isPresent()) {
      send(file.get(), path, 200, request, response);
      return;
    }
    miss(request, response);
  }

  private void miss(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    if (accepted.contains("text/html")) {
      sendOrMiss(PAGE, 404, request, response);
      return;
    }
    notFound(request, response);
  }

  private void sendOrMiss(
      String path, int status, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PageFile> file = file(path);
    if (file.isPresent()) {
      send(file.get(), path, status, request, response);
      return;
    }
    notFound(request, response);
  }

  private static void notFound(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem.of(404, "not_found", "there is nothing at " + request.getRequestURI()).write(response);
  }

  private static void send(
      PageFile file,
      String path,
      int status,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    // The names of files below /assets carry a hash of their content.
    boolean forEver = path.startsWith("/assets/");
    response.setHeader(
        "Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
    response.setHeader("ETag", file.etag());
    response.setHeader("Vary", "Accept-Encoding");
    if (status == 200 && file.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setStatus(status);
    response.setContentType(file.type());
    byte[] content = chosen(file, request, response);
    response.setContentLength(content.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(content);
    }
  }

  private static byte[] chosen(
      PageFile file, HttpServletRequest request, HttpServletResponse response) {
    String accepted = Optional.ofNullable(request.getHeader("Accept-Encoding")).orElse("");
    if (file.gzip().isEmpty() || !accepted.contains("gzip")) {
      return file.content();
    }
    response.setHeader("Content-Encoding", "gzip");
    return file.gzip().get();
  }

  private Optional<PageFile> file(String path) {
    if (!FILE_PATH.matcher(path).matches() || PRIVATE_PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    // Only what is there is kept: made-up paths must cost no memory.
    return Optional.ofNullable(files.computeIfAbsent(path, this::read));
  }

  private @Nullable PageFile read(String path) {
    try (InputStream in = getServletContext().getResourceAsStream(path)) {
      return in == null ? null : PageFile.of(path, in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
