package io.scriptorium.web;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR that the build has made, for tests that deploy just that and nothing put together for
 * them.
 */
final class BuiltApplication {
  private static final String SETTINGS = "/WEB-INF/classes/META-INF/microprofile-config.properties";

  private BuiltApplication() {}

  /** For everybody at this machine: the tests share a data folder, and it may have accounts. */
  static WebArchive war() throws IOException {
    return built().add(new StringAsset(settings()), SETTINGS);
  }

  private static WebArchive built() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(System.getProperty("scriptorium.it.war")));
  }

  /** The settings of {@link #war}, for tests that change them. */
  static String settings() throws IOException {
    try (InputStream in = built().get(SETTINGS).getAsset().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("scriptorium.access=ask", "scriptorium.access=local");
    }
  }
}
