package io.scriptorium.web.plugin;

import io.scriptorium.web.server.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Installs the shipped plugins when the application starts, and watches the folder for others. */
@WebListener
public class PluginStart implements ServletContextListener {
  /** In the data folder, which one server has to itself. */
  private static final String COPIES = "jars-in-use";

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
  private static final Logger LOG = System.getLogger(PluginStart.class.getName());

  private final Settings settings;
  private final Installer installer;
  private Optional<FolderWatch> watch = Optional.empty();

  /** Made by the container. */
  @Inject
  public PluginStart(Settings settings, Installer installer) {
    this.settings = settings;
    this.installer = installer;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext application = event.getServletContext();
    var probe = new Probe(PROBE_LIMIT);
    new ShippedPlugins(
            application.getClassLoader(),
            jar -> application.getResourceAsStream("/WEB-INF/lib/" + jar),
            probe,
            installer)
        .install();
    watch = folder(new PluginApiLoader(application.getClassLoader()), probe);
  }

  private Optional<FolderWatch> folder(PluginApiLoader api, Probe probe) {
    Path folder = settings.pluginsFolder();
    try {
      Files.createDirectories(folder);
      Path copies = emptied(settings.dataFolder().resolve(COPIES));
      return Optional.of(
          FolderWatch.start(folder, new PluginJars(folder, copies, api, probe, installer)));
    } catch (IOException unusable) {
      LOG.log(Level.ERROR, "no plugins are taken from " + folder, unusable);
      return Optional.empty();
    }
  }

  /** What a server left that was killed. */
  private static Path emptied(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    return folder;
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    watch.ifPresent(FolderWatch::close);
  }
}
