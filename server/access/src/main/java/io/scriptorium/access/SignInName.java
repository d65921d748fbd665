package io.scriptorium.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody types to sign in, an address of mail for instance: 2 to 100 of {@code a-z 0-9 . _ @
 * + -}, beginning with a letter or digit. ASCII alone, so that no two names look the same; capitals
 * do not count.
 */
public record SignInName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,99}");

  public SignInName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a name to sign in with has 2 to 100 of a-z 0-9 . _ @ + -, and begins with a letter or"
              + " digit");
    }
  }

  /** The name that a text from outside spells; empty if it spells none. */
  public static Optional<SignInName> parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    return FORM.matcher(name).matches() ? Optional.of(new SignInName(name)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
