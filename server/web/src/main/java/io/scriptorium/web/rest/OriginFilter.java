package io.scriptorium.web.rest;

import io.scriptorium.web.page.SecurityHeaders;
import io.scriptorium.web.problem.Problem;
import io.scriptorium.web.server.OwnPages;
import io.scriptorium.web.server.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Keeps foreign pages from changing anything in the name of the user who looks at them. */
@WebFilter("/api/*")
public class OriginFilter implements Filter {
  /** The methods that change nothing; what they answer, a browser keeps from foreign pages. */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Settings settings;

  /** Made by the container. */
  @Inject
  public OriginFilter(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    Optional<String> foreign =
        Optional.ofNullable(http.getHeader("Origin"))
            .filter(origin -> !SAFE.contains(http.getMethod()))
            .filter(origin -> !OwnPages.include(origin, http, settings));
    if (foreign.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    var answer = (HttpServletResponse) response;
    SecurityHeaders.set(http, answer);
    Problem.of(403, "forbidden_origin", "pages from " + foreign.get() + " may change nothing here")
        .write(answer);
  }
}
