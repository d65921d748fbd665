package io.scriptorium.web.plugin;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings plugins to the engine's host together with what belongs to them here: their files for
 * browsers, their short paths, their gauges. For one thread at a time.
 */
@Singleton
class Installer {
  /** How long a plugin may take to go before its successor is started all the same. */
  private static final long GOING_SECONDS = 15;

  private static final Logger LOG = System.getLogger(Installer.class.getName());

  private final PluginHost host;
  private final BrowserHalves halves;
  private final ShortPaths paths;
  private final PluginGauges gauges;

  @Inject
  Installer(DocumentServer documents, BrowserHalves halves, ShortPaths paths, PluginGauges gauges) {
    this.host = documents.plugins();
    this.halves = halves;
    this.paths = paths;
    this.gauges = gauges;
  }

  /**
   * Installs a plugin that was not there.
   *
   * @throws NameTakenException if there is one of this name
   * @throws RefusedPluginException if a short path is not to be had
   */
  void install(Candidate plugin) throws RefusedPluginException {
    Optional<PluginStatus> there = host.status(plugin.name());
    if (there.isPresent()) {
      throw new NameTakenException(plugin.name(), there.get().file().orElse("shipped"));
    }
    paths.claim(plugin.name(), plugin.serves());
    halves.put(plugin.half());
    host.install(plugin.pack());
    gauges.add(plugin.name(), host);
    LOG.log(Level.INFO, "plugin {0} is installed", plugin.words());
  }

  /**
   * Goes on with another version of a plugin that is there.
   *
   * @throws RefusedPluginException if a short path is not to be had
   */
  void replace(Candidate plugin) throws RefusedPluginException {
    paths.claim(plugin.name(), plugin.serves());
    halves.put(plugin.half());
    host.replace(plugin.pack());
    LOG.log(Level.INFO, "plugin {0} replaces the version before", plugin.words());
  }

  /** Takes a plugin away and waits until it has gone, within limits. */
  void remove(String name) {
    paths.release(name);
    halves.remove(name);
    gauges.remove(name);
    try {
      host.remove(name).toCompletableFuture().get(GOING_SECONDS, TimeUnit.SECONDS);
      LOG.log(Level.INFO, "plugin {0} is removed", name);
    } catch (TimeoutException | ExecutionException late) {
      LOG.log(Level.WARNING, "plugin " + name + " is removed, but something of it goes on", late);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Keeps a plugin out, and says so wherever somebody may look.
   *
   * @param origin the jar's name in the plugins folder; empty for a shipped one
   */
  void refuse(String name, Optional<String> origin, RefusedPluginException why) {
    host.refuse(name, origin, String.valueOf(why.getMessage()));
    LOG.log(Level.DEBUG, "why plugin " + name + " was refused", why);
  }

  /** A jar that was refused is not there any more, or is another now. */
  void forgetRefused(String file) {
    host.forgetRefused(file, Optional.of(file));
  }
}
