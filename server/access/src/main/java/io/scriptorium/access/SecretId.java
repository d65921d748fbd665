package io.scriptorium.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a session or token, so that it can be revoked; not the secret itself: 1 to 64 of {@code A-Z
 * a-z 0-9 _ -}.
 */
public record SecretId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public SecretId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a secret's id has 1 to 64 of A-Z a-z 0-9 _ -, got \"" + value + "\"");
    }
  }

  /** The id that a text from outside spells; empty if it spells none. */
  public static Optional<SecretId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new SecretId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
