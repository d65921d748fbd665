package io.scriptorium.web.server;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Administration;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.Passwords;
import io.scriptorium.access.SignIns;
import io.scriptorium.engine.AccessPolicy;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.EngineObserver;
import io.scriptorium.engine.Scheduler;
import io.scriptorium.engine.ServerParts;
import io.scriptorium.engine.plugin.HookThreads;
import io.scriptorium.engine.plugin.HostParts;
import io.scriptorium.protocol.json.ServerMessageJson;
import io.scriptorium.store.SqliteAttachments;
import io.scriptorium.store.SqlitePluginStores;
import io.scriptorium.store.SqliteStore;
import io.scriptorium.web.picture.PictureStudio;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Builds the server out of its parts when the application starts, and takes it down in the opposite
 * order: first the documents, which finish what they have accepted, then the threads, then the
 * store.
 */
@Singleton
class ServerStart {
  private static final Logger LOG = System.getLogger(ServerStart.class.getName());

  private static final String OPEN =
      "scriptorium.access is \"open\": everybody who can reach this server may read, write and"
          + " delete every document, under any name; set it to \"accounts\" where that is not meant";

  /** In the data folder: what plugins keep. */
  private static final String PLUGINS = "plugins";

  @Produces
  @Singleton
  Settings settings() {
    return StartOrEnd.with(() -> Settings.read(ConfigProvider.getConfig()));
  }

  @Produces
  @Singleton
  SqliteStore store(Settings settings) {
    return StartOrEnd.with(() -> SqliteStore.open(settings.dataFolder(), InstantSource.system()));
  }

  void closeStore(@Disposes SqliteStore store) {
    store.close();
  }

  /** After the store, which holds the folder's lock. */
  @Produces
  @Singleton
  SqliteAttachments attachments(Settings settings, SqliteStore store) {
    store.check();
    return SqliteAttachments.open(settings.dataFolder(), InstantSource.system());
  }

  void closeAttachments(@Disposes SqliteAttachments attachments) {
    attachments.close();
  }

  @Produces
  @Singleton
  PictureStudio studio(Settings settings) {
    return new PictureStudio(settings.pictures().pixels());
  }

  @Produces
  @Singleton
  Catalogue catalogue(SqliteStore store) {
    return store.catalogue();
  }

  @Produces
  @Singleton
  AccessStore accessStore(SqliteStore store) {
    return store.access();
  }

  @Produces
  @Singleton
  Passwords passwords() {
    return new Passwords(new SecureRandom(), Runtime.getRuntime().availableProcessors());
  }

  @Produces
  @Singleton
  Issuer issuer(AccessStore access) {
    return new Issuer(access, InstantSource.system(), new SecureRandom());
  }

  @Produces
  @Singleton
  SignIns signIns(AccessStore access, Passwords passwords) {
    return new SignIns(access.accounts(), passwords, InstantSource.system());
  }

  @Produces
  @Singleton
  Administration administration(AccessStore access) {
    return new Administration(access);
  }

  @Produces
  @Singleton
  Admission admission(Settings settings, AccessStore access) {
    return StartOrEnd.with(() -> new Admission(settings, access));
  }

  @Produces
  @Singleton
  AccessPolicy policy(Settings settings, AccessStore access, Issuer issuer, Admission admission) {
    if (admission.mode() == AccessMode.OPEN) {
      LOG.log(Level.WARNING, OPEN);
    }
    var guests = new GuestPolicy(settings.guestRole());
    var accounts = new AccountPolicy(access, issuer, InstantSource.system());
    // Asked each time: accounts may be chosen while the server runs.
    return (document, credentials) ->
        (admission.hasAccounts() ? accounts : guests).check(document, credentials);
  }

  @Produces
  @Singleton
  DocumentServer documents(
      Settings settings,
      SqliteStore store,
      SqliteAttachments attachments,
      AccessPolicy access,
      EngineObserver observer,
      ServerThreads threads) {
    return new DocumentServer(
        new ServerParts(
            store.changeLog(),
            store.catalogue(),
            attachments,
            access,
            ServerMessageJson::encode,
            new HostParts(
                SqlitePluginStores.open(settings.dataFolder().resolve(PLUGINS)),
                ServerStart::pluginSetting,
                HookThreads.platform()),
            settings.limits(),
            observer,
            InstantSource.system(),
            new SecureRandom(),
            threads.sequencing(),
            threads.io(),
            Scheduler.of(threads.timer())));
  }

  private static Optional<String> pluginSetting(String plugin, String key) {
    return ConfigProvider.getConfig()
        .getOptionalValue("scriptorium.plugin." + plugin + "." + key, String.class);
  }
}
