package io.scriptorium.web.page;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code Accept-Encoding} says (RFC 9110, 12.5.3). */
final class AcceptedCodings {
  private static final Pattern ONE =
      Pattern.compile("\\s*([A-Za-z0-9*_-]+)\\s*(?:;\\s*[qQ]\\s*=\\s*([0-9.]{1,5})\\s*)?");

  private static final Pattern ZERO = Pattern.compile("0(?:\\.0*)?");
  private static final Set<String> KNOWN = Set.of("br", "gzip");

  private AcceptedCodings() {}

  /** Those of the codings that are used here which a request takes; none if it does not say. */
  static Set<String> of(Enumeration<String> headers) {
    Map<String, Boolean> said = new HashMap<>();
    Collections.list(headers).stream()
        .flatMap(header -> Stream.of(header.split(",", -1)))
        .map(ONE::matcher)
        .filter(Matcher::matches)
        .forEach(one -> said.put(one.group(1).toLowerCase(Locale.ROOT), !isZero(one.group(2))));
    boolean others = said.getOrDefault("*", false);
    Set<String> accepted = new HashSet<>(KNOWN);
    accepted.removeIf(coding -> !said.getOrDefault(coding, others));
    return accepted;
  }

  private static boolean isZero(@Nullable String weight) {
    return weight != null && ZERO.matcher(weight).matches();
  }
}
