package io.scriptorium.web.plugin;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the plugins folder whenever the system says that something happened there, and now and
 * then in any case, since not every file system says so. One thread of its own.
 */
final class FolderWatch implements AutoCloseable {
  /** How long a file must lie still to be taken for complete. */
  private static final Duration STILL = Duration.ofMillis(250);

  private static final Duration IN_ANY_CASE = Duration.ofSeconds(2);
  private static final Duration END_LIMIT = Duration.ofSeconds(20);
  private static final Logger LOG = System.getLogger(FolderWatch.class.getName());

  private final Path path;
  private final JarFolder folder;
  private final PluginJars jars;
  private final Thread thread;
  private boolean readable = true;

  private FolderWatch(Path path, PluginJars jars) {
    this.path = path;
    this.folder = new JarFolder(path);
    this.jars = jars;
    this.thread = Thread.ofPlatform().daemon().name("plugins-folder").unstarted(this::watch);
  }

  /** Watches from now on. */
  static FolderWatch start(Path folder, PluginJars jars) {
    var watch = new FolderWatch(folder, jars);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try (WatchService events = path.getFileSystem().newWatchService()) {
      path.register(
          events,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      while (!Thread.currentThread().isInterrupted()) {
        look();
        await(events);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (IOException broken) {
      LOG.log(Level.ERROR, "the plugins folder " + path + " cannot be watched any more", broken);
    }
  }

  private void await(WatchService events) throws InterruptedException {
    if (!folder.isSettling()) {
      WatchKey key = events.poll(IN_ANY_CASE.toMillis(), TimeUnit.MILLISECONDS);
      if (key == null) {
        return;
      }
      key.pollEvents();
      key.reset();
    }
    Thread.sleep(STILL);
  }

  private void look() {
    try {
      folder.look().forEach(jars::follow);
      readable = true;
    } catch (IOException unreadable) {
      if (readable) {
        LOG.log(
            Level.ERROR,
            "the plugins folder " + path + " cannot be read; what was installed stays",
            unreadable);
      }
      readable = false;
    }
  }

  /** Stops watching, and waits until it has stopped. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(END_LIMIT);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
