package io.scriptorium.web.rest;

import io.scriptorium.plugin.DocumentId;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes the ids of new documents: 12 characters that nobody guesses (72 random bits), since whoever
 * has a document's link may be let in by it.
 */
@Singleton
class DocumentIds {
  private static final int BYTES = 9;
  private final SecureRandom random = new SecureRandom();

  DocumentId next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new DocumentId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
