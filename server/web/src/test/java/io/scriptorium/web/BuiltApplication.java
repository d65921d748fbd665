package io.scriptorium.web;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR that the build has made, for tests that deploy just that and nothing put together for
 * them.
 */
final class BuiltApplication {
  private BuiltApplication() {}

  static WebArchive war() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(System.getProperty("scriptorium.it.war")));
  }
}
