package io.scriptorium.web.server;

import io.scriptorium.access.Issuer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cookie that a browser stays signed in by. Scripts cannot read it, and the pages of other
 * sites cannot make a browser send it with anything that changes something ({@code SameSite=Lax},
 * RFC 6265bis).
 */
public final class SessionCookie {
  private static final String NAME = "scriptorium-session";

  private SessionCookie() {}

  /** The secret in the request's {@code Cookie} headers, if there is one. */
  public static Optional<String> in(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Stream.of(header.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(NAME + "="))
        .map(cookie -> cookie.substring(NAME.length() + 1))
        .filter(secret -> !secret.isEmpty())
        .findFirst();
  }

  /** The header that puts a secret into the browser. */
  public static String holding(Issuer.Issued session, HttpServletRequest request) {
    return header(session.text().value(), Issuer.SESSION.toSeconds(), request);
  }

  /** The header that takes it out. */
  public static String gone(HttpServletRequest request) {
    return header("", 0, request);
  }

  private static String header(String value, long seconds, HttpServletRequest request) {
    return NAME
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Lax"
        + (request.isSecure() ? "; Secure" : "");
  }
}
