package io.scriptorium.access;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names a link for sharing; not the secret that is in it: 1 to 64 of {@code A-Z a-z 0-9 _ -}. */
public record LinkId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public LinkId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a link's id has 1 to 64 of A-Z a-z 0-9 _ -, got \"" + value + "\"");
    }
  }

  /** The id that a text from outside spells; empty if it spells none. */
  public static Optional<LinkId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new LinkId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
