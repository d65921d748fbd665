package io.scriptorium.web.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The pages that may act on this server in their user's name: its own, and those of {@link
 * Settings#allowedOrigins}. The same for a socket and for a REST call that changes something.
 */
public final class OwnPages {
  private OwnPages() {}

  /**
   * Whether a page of this origin is one of them. A client that sends no origin is no browser, and
   * nobody who tricks a browser's user can make it leave the origin out (RFC 6454, section 7).
   *
   * @param origin the request's {@code Origin} header
   */
  public static boolean include(String origin, HttpServletRequest request, Settings settings) {
    Optional<Origin> from = Origin.parse(origin);
    var own = Origin.of(request.getScheme(), request.getServerName(), request.getServerPort());
    return from.filter(o -> o.equals(own) || settings.allowedOrigins().contains(o)).isPresent();
  }
}
