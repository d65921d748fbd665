package io.scriptorium.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as they are kept: Argon2id (RFC 9106) with OWASP's parameters, 19 MiB and two passes,
 * written as a PHC string, so that the parameters can rise later. Usable from any thread.
 *
 * <p>A hash takes memory and a processor on purpose, and anybody may ask for one by trying to sign
 * in; so only as many are computed at once as there are processors.
 */
public final class Passwords {
  /** The shortest password, in code points. */
  public static final int FEWEST_CHARS = 10;

  /** The longest password, in UTF-16 code units. */
  public static final int MOST_CHARS = 200;

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** How long somebody waits for a processor before being told that there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final SecureRandom random;
  private final Semaphore processors;
  private final String nobodys;

  /**
   * Salts with this chance.
   *
   * @param atOnce how many hashes are computed at the same time, at least 1
   */
  public Passwords(SecureRandom random, int atOnce) {
    this.random = random;
    this.processors = new Semaphore(atOnce, true);
    this.nobodys = hash("nobody has this password");
  }

  /** Too many want to sign in at the same time; try again in a moment. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many passwords are being checked at the moment; try again in a moment");
    }
  }

  /**
   * A password that may be taken.
   *
   * @throws IllegalArgumentException if it is too short or too long
   */
  public static String checked(String password) {
    if (password.codePointCount(0, password.length()) < FEWEST_CHARS
        || password.length() > MOST_CHARS) {
      throw new IllegalArgumentException(
          "a password has " + FEWEST_CHARS + " to " + MOST_CHARS + " characters");
    }
    return password;
  }

  /**
   * What is kept of a password.
   *
   * @throws BusyException if too many want that
   */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = argon2(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * Whether what is kept was made of this password; takes as long if not.
   *
   * @throws BusyException if too many want that
   * @throws IllegalArgumentException if what is kept is none that {@link #hash} gave
   */
  public boolean matches(String password, String kept) {
    Matcher parts = PHC.matcher(kept);
    if (!parts.matches()) {
      throw new IllegalArgumentException("what is kept of a password is no hash of Argon2id");
    }
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] got =
        argon2(
            password,
            Base64.getDecoder().decode(parts.group(4)),
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            expected.length);
    return MessageDigest.isEqual(expected, got);
  }

  /** What is checked for somebody who is not there, so that it takes as long. */
  String nobodys() {
    return nobodys;
  }

  private byte[] argon2(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int bytes) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build();
    // The same characters, however a keyboard composes them (RFC 8265, section 4.2).
    byte[] text =
        Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    byte[] hash = new byte[bytes];
    takeProcessor();
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(parameters);
      generator.generateBytes(text, hash);
      return hash;
    } finally {
      processors.release();
    }
  }

  private void takeProcessor() {
    try {
      if (!processors.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
  }
}
