package io.scriptorium.plugin;

import java.util.regex.Pattern;

/**
 * Names a replica of a document, chosen by whoever made the replica and kept over its reconnects: 1
 * to 64 of {@code A-Z a-z 0-9 _ -}.
 */
public record ClientId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public ClientId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a client id has 1 to 64 of A-Z a-z 0-9 _ -, got \"" + value + "\"");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
