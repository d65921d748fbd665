package io.scriptorium.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names an attachment by what is in it: its SHA-256, as 64 of {@code 0-9 a-f}. */
public record AttachmentId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public AttachmentId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an attachment id has 64 of 0-9 a-f, got \"" + value + "\"");
    }
  }

  /** The id of these bytes. */
  public static AttachmentId of(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new AttachmentId(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The id that a text from outside spells; empty if it spells none. */
  public static Optional<AttachmentId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new AttachmentId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
