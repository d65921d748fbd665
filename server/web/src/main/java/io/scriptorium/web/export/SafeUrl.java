package io.scriptorium.web.export;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses that may stand in a page: those of known schemes, and relative ones. Browsers skip
 * control characters inside an address (WHATWG URL, "basic URL parser"), so one that has any is not
 * let through at all; what stands before the first colon must be a known scheme unless a slash,
 * question mark or hash comes earlier.
 */
final class SafeUrl {
  private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
  private static final Pattern EMBEDDED_IMAGE =
      Pattern.compile("(?i:data:image/(?:png|jpeg|gif|webp);base64,)[A-Za-z0-9+/]+={0,2}");

  private SafeUrl() {}

  /** The address as something to follow; empty if it may not be. */
  static Optional<String> link(String address) {
    return allowed(address);
  }

  /** A picture that an address carries within itself; empty if it names one, or none. */
  static Optional<String> embedded(String address) {
    return EMBEDDED_IMAGE.matcher(address).matches() ? Optional.of(address) : Optional.empty();
  }

  private static Optional<String> allowed(String address) {
    String trimmed = address.strip();
    boolean safe =
        !trimmed.isEmpty()
            && !CONTROL.matcher(trimmed).find()
            && (isRelative(trimmed) || LINK_SCHEMES.contains(scheme(trimmed)));
    return safe ? Optional.of(trimmed) : Optional.empty();
  }

  private static boolean isRelative(String address) {
    for (int i = 0; i < address.length(); i++) {
      switch (address.charAt(i)) {
        case ':' -> {
          return false;
        }
        case '/', '?', '#' -> {
          return true;
        }
        default -> {}
      }
    }
    return true;
  }

  private static String scheme(String address) {
    return address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
  }
}
