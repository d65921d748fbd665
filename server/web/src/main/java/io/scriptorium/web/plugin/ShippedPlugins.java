package io.scriptorium.web.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plugins that came with the server: those that service files on its class path name, as {@link
 * java.util.ServiceLoader} finds them, each with what its jar says of itself.
 */
final class ShippedPlugins {
  private static final Pattern JAR =
      Pattern.compile("([^/!]+\\.jar)!?/" + Pattern.quote(JarContents.SERVICE_FILE));

  private final ClassLoader loader;
  private final Function<String, @Nullable InputStream> jars;
  private final Probe probe;
  private final Installer installer;

  /**
   * @param loader has the plugins
   * @param jars opens a jar of the class path by its file name
   */
  ShippedPlugins(
      ClassLoader loader,
      Function<String, @Nullable InputStream> jars,
      Probe probe,
      Installer installer) {
    this.loader = loader;
    this.jars = jars;
    this.probe = probe;
    this.installer = installer;
  }

  /** Installs all of them, each apart: one that is refused keeps none of the others out. */
  void install() {
    try {
      for (URL serviceFile : Collections.list(loader.getResources(JarContents.SERVICE_FILE))) {
        install(serviceFile);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the class path cannot be read", unreadable);
    }
  }

  private void install(URL serviceFile) throws IOException {
    Matcher jar = JAR.matcher(serviceFile.toString());
    if (jar.find()) {
      installJar(jar.group(1));
      return;
    }
    try (InputStream in = serviceFile.openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String provider : JarContents.providers(text)) {
        install(provider, JarContents.ofClasses(provider));
      }
    }
  }

  private void installJar(String jar) throws IOException {
    try (InputStream in = jars.apply(jar)) {
      if (in == null) {
        throw new RefusedPluginException("it is not where the server's libraries are");
      }
      install(jar, JarContents.read(in));
    } catch (RefusedPluginException refused) {
      installer.refuse(jar, Optional.empty(), refused);
    }
  }

  private void install(String origin, JarContents contents) {
    try {
      Probe.Found found = probe.ask(contents.provider(), loader);
      installer.install(Candidate.of(contents, found, Optional.empty(), () -> {}));
    } catch (RefusedPluginException refused) {
      installer.refuse(origin, Optional.empty(), refused);
    }
  }
}
