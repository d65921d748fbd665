package io.scriptorium.access;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names a group of accounts for good: 1 to 64 of {@code A-Z a-z 0-9 _ -}. */
public record GroupId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public GroupId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a group's id has 1 to 64 of A-Z a-z 0-9 _ -, got \"" + value + "\"");
    }
  }

  /** The id that a text from outside spells; empty if it spells none. */
  public static Optional<GroupId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new GroupId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
