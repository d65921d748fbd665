package io.scriptorium.web.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a page came from: scheme, host and port (RFC 6454), as a browser says it of itself in the
 * {@code Origin} header. In lower case, the port always given.
 */
public record Origin(String scheme, String host, int port) {
  /** The origin that these words spell; empty if they spell none. */
  public static Optional<Origin> parse(String text) {
    try {
      var uri = new URI(text);
      String scheme = uri.getScheme();
      String host = uri.getHost();
      boolean bare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null;
      return scheme != null && host != null && bare
          ? Optional.of(of(scheme, host, uri.getPort()))
          : Optional.empty();
    } catch (URISyntaxException notAnOrigin) {
      return Optional.empty();
    }
  }

  /**
   * The origin of these parts.
   *
   * @param port -1 for the scheme's own
   */
  public static Origin of(String scheme, String host, int port) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    int known = port >= 0 ? port : lower.equals("https") ? 443 : 80;
    return new Origin(lower, host.toLowerCase(Locale.ROOT), known);
  }
}
