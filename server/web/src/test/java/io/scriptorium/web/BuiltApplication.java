package io.scriptorium.web;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR that the build has made, for tests that deploy just that and nothing put together for
 * them.
 */
final class BuiltApplication {
  private static final String SETTINGS = "/WEB-INF/classes/META-INF/microprofile-config.properties";

  private BuiltApplication() {}

  static WebArchive war() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(System.getProperty("scriptorium.it.war")));
  }

  /** The settings that the WAR comes with, for tests that add to them. */
  static String settings() throws IOException {
    try (InputStream in = war().get(SETTINGS).getAsset().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
