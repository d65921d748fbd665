package io.scriptorium.web.rest;

import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an {@code Accept} header says of a kind of media types (RFC 9110, 12.5.1).
 *
 * @param range what is accepted, with wildcards perhaps
 * @param weight how gladly, from 0, not at all, to 1
 */
record MediaWish(MediaType range, double weight) implements Comparable<MediaWish> {
  /** What is said of a type that no range covers. */
  static final MediaWish NOT_AT_ALL = new MediaWish(MediaType.WILDCARD_TYPE, 0);

  /**
   * RFC 9110, 12.4.2: what else Java takes for a number, "NaN" or "9", would win over everything.
   */
  private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

  private static final Comparator<MediaWish> ORDER =
      Comparator.comparingDouble(MediaWish::weight).thenComparingInt(MediaWish::exactness);

  /** All wishes of a request; what cannot be read is as if it were not there. */
  static List<MediaWish> of(Enumeration<String> headers) {
    return Collections.list(headers).stream()
        .flatMap(header -> Stream.of(header.split(",", -1)))
        .flatMap(range -> parse(range).stream())
        .toList();
  }

  private static Optional<MediaWish> parse(String text) {
    try {
      MediaType range = MediaType.valueOf(text.strip());
      String weight = range.getParameters().getOrDefault("q", "1");
      return WEIGHT.matcher(weight).matches()
          ? Optional.of(new MediaWish(range, Double.parseDouble(weight)))
          : Optional.empty();
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** What is said of this type: by the range that says most exactly which it covers. */
  static MediaWish best(List<MediaWish> wishes, MediaType type) {
    return wishes.stream()
        .filter(wish -> wish.range.isCompatible(type))
        .max(Comparator.comparingInt(MediaWish::exactness))
        .orElse(NOT_AT_ALL);
  }

  private int exactness() {
    if (range.isWildcardType()) {
      return 0;
    }
    return range.isWildcardSubtype() ? 1 : 2;
  }

  /** By weight; of those that weigh the same, by how exactly they say what they cover. */
  @Override
  public int compareTo(MediaWish other) {
    return ORDER.compare(this, other);
  }
}
