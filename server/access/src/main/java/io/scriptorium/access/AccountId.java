package io.scriptorium.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an account for good, as it stands with the changes that its person made: 1 to 64 of {@code
 * A-Z a-z 0-9 _ -}.
 */
public record AccountId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public AccountId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an account's id has 1 to 64 of A-Z a-z 0-9 _ -, got \"" + value + "\"");
    }
  }

  /** The id that a text from outside spells; empty if it spells none. */
  public static Optional<AccountId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new AccountId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
