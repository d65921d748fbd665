package io.scriptorium.web.rest;

import java.io.IOException;
import java.io.InputStream;

/** Bodies of requests, up to a limit. */
final class Bodies {
  private Bodies() {}

  /**
   * All of a body.
   *
   * @throws ProblemException if it has more than so many bytes
   */
  static byte[] read(InputStream body, int mostBytes) throws IOException {
    byte[] bytes = body.readNBytes(mostBytes + 1);
    if (bytes.length > mostBytes) {
      throw ProblemException.tooLarge(mostBytes);
    }
    return bytes;
  }
}
