package io.scriptorium.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A secret as its bearer has it: a prefix that says to people and to scanners of leaked secrets
 * what it is, and 256 random bits.
 *
 * <p>Kept is its SHA-256 alone. A slow hash would add nothing: there is nothing to guess.
 */
public record SecretText(String value) {
  private static final int BYTES = 32;

  /** Makes one that was never there before. */
  public static SecretText random(String prefix, RandomGenerator random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return new SecretText(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** A session's, in a cookie. */
  public static SecretText session(RandomGenerator random) {
    return random("scs_", random);
  }

  /** A token's. */
  public static SecretText token(RandomGenerator random) {
    return random("sct_", random);
  }

  /** One that sets a password. */
  public static SecretText reset(RandomGenerator random) {
    return random("scr_", random);
  }

  /** One that is in a link for sharing. */
  public static SecretText link(RandomGenerator random) {
    return random("scl_", random);
  }

  /** What is kept of it. */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Never the secret: it would end in a log. */
  @Override
  public String toString() {
    return "SecretText";
  }
}
