package io.scriptorium.web.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The strangers' jars of the plugins folder, as installed. The folder is the truth: what runs is
 * what lies there and can be run. Jars are copied before they are opened, since a file that changes
 * under an open class loader brings the whole process down. For one thread.
 */
final class PluginJars {
  private final Path folder;
  private final Path copies;
  private final PluginApiLoader api;
  private final Probe probe;
  private final Installer installer;
  private final Map<String, String> installed = new HashMap<>();

  /** Jars whose name is taken, to be tried again when a name becomes free. */
  private final SortedSet<String> waiting = new TreeSet<>();

  private long opened;

  /**
   * @param copies a folder of this object's own
   */
  PluginJars(Path folder, Path copies, PluginApiLoader api, Probe probe, Installer installer) {
    this.folder = folder;
    this.copies = copies;
    this.api = api;
    this.probe = probe;
    this.installer = installer;
  }

  /** Follows a change of the folder. */
  void follow(JarFolder.Change change) {
    String file = change.file();
    installer.forgetRefused(file);
    waiting.remove(file);
    boolean nameFreed =
        switch (change) {
          case JarFolder.Change.Came came -> came(file);
          case JarFolder.Change.Went went -> takeAway(file);
          case JarFolder.Change.Unreadable(var name, var reason) -> {
            installer.refuse(name, Optional.of(name), new RefusedPluginException(reason));
            yield takeAway(name);
          }
        };
    if (nameFreed) {
      List.copyOf(waiting).forEach(this::retry);
    }
  }

  private void retry(String file) {
    installer.forgetRefused(file);
    waiting.remove(file);
    came(file);
  }

  /** Whether a name has become free. */
  private boolean came(String file) {
    try {
      return place(file, open(file));
    } catch (RefusedPluginException refused) {
      if (refused instanceof NameTakenException) {
        waiting.add(file);
      }
      installer.refuse(file, Optional.of(file), refused);
      return takeAway(file);
    }
  }

  private boolean place(String file, Candidate plugin) throws RefusedPluginException {
    boolean sameName = plugin.name().equals(installed.get(file));
    boolean nameFreed = !sameName && takeAway(file);
    try {
      if (sameName) {
        installer.replace(plugin);
      } else {
        installer.install(plugin);
        installed.put(file, plugin.name());
      }
      return nameFreed;
    } catch (RefusedPluginException refused) {
      close(plugin.pack().loader(), refused);
      throw refused;
    }
  }

  private boolean takeAway(String file) {
    String name = installed.remove(file);
    if (name == null) {
      return false;
    }
    installer.remove(name);
    return true;
  }

  private Candidate open(String file) throws RefusedPluginException {
    try {
      Path copy = copies.resolve(++opened + "-" + file);
      Files.copy(folder.resolve(file), copy);
      try {
        return open(file, copy);
      } catch (RefusedPluginException | IOException refused) {
        Files.deleteIfExists(copy);
        throw refused;
      }
    } catch (IOException unreadable) {
      throw new RefusedPluginException("it cannot be read: " + unreadable, unreadable);
    }
  }

  private Candidate open(String file, Path copy) throws IOException, RefusedPluginException {
    JarContents contents;
    try (InputStream in = Files.newInputStream(copy)) {
      contents = JarContents.read(in);
    }
    String provider = contents.provider();
    PluginLoader loader = PluginLoader.open(file, copy, api);
    try {
      return Candidate.of(
          contents, probe.ask(provider, loader), Optional.of(file), () -> close(loader, copy));
    } catch (RefusedPluginException refused) {
      close(loader, refused);
      throw refused;
    }
  }

  private static void close(PluginLoader loader, Path copy) throws IOException {
    loader.close();
    Files.deleteIfExists(copy);
  }

  /** Closes what a refusal leaves behind. */
  private static void close(AutoCloseable loader, RefusedPluginException refused) {
    try {
      loader.close();
    } catch (Exception another) { // AutoCloseable's; there is nothing more to be done
      refused.addSuppressed(another);
    }
  }
}
