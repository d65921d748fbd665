package io.scriptorium.plugin;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names a document for good: 1 to 64 of {@code A-Z a-z 0-9 _ -}, as it stands in its link. */
public record DocumentId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public DocumentId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a document id has 1 to 64 of A-Z a-z 0-9 _ -, got \"" + value + "\"");
    }
  }

  /** The id that a text from outside spells; empty if it spells none. */
  public static Optional<DocumentId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new DocumentId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
