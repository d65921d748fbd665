package io.scriptorium.delta;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code src/conformance/delta} is, whichever folder the tests run in. */
final class Conformance {
  private Conformance() {}

  static Path folder() {
    return root().resolve("src/conformance/delta");
  }

  static Path root() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("src/conformance/delta"))) {
        return at;
      }
    }
    throw new IllegalStateException(
        "no src/conformance/delta in or above " + Path.of("").toAbsolutePath());
  }
}
