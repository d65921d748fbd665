package io.scriptorium.web.page;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers, with every answer, how little they need to allow. */
@WebFilter("/*")
public class SecurityHeaders implements Filter {
  /** Scripts, styles and pictures come from us alone; those just chosen, from the page itself. */
  private static final String PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
          + " img-src 'self' blob:; connect-src 'self'; manifest-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** An exported document carries its styles and pictures with it, fetches and runs nothing. */
  private static final String DOCUMENTS =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

  /** Made by the container. */
  public SecurityHeaders() {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    set((HttpServletRequest) request, (HttpServletResponse) response);
    chain.doFilter(request, response);
  }

  /**
   * Sets them. For filters that answer by themselves, too: in which order the container calls
   * filters is its own affair.
   */
  public static void set(HttpServletRequest request, HttpServletResponse response) {
    boolean api = request.getServletPath().startsWith("/api");
    response.setHeader("Content-Security-Policy", api ? DOCUMENTS : PAGES);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }
}
