package io.scriptorium.web.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Authorization} header's bearer scheme (RFC 6750, section 2.1). */
public final class Bearer {
  private static final Pattern FORM = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

  private Bearer() {}

  /** The token that the header's value carries, if it carries one. */
  public static Optional<String> token(String authorization) {
    Matcher matcher = FORM.matcher(authorization.strip());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
