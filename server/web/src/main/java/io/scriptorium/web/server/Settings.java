package io.scriptorium.web.server;

import io.scriptorium.engine.Limits;
import io.scriptorium.plugin.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Everything that an administrator can set, from MicroProfile Config: {@code
 * META-INF/microprofile-config.properties} holds the defaults, and environment variables, system
 * properties or the server's own variables override them.
 *
 * @param dataFolder where the documents are
 * @param pluginsFolder where strangers' plugins are put, as jars
 * @param access who is let in, or that the first who comes is asked
 * @param reachedByOthers the sentence that says so where the server listens on other addresses than
 *     this machine's own; empty where it does not
 * @param signUp whether people may make accounts for themselves
 * @param administrators who may administer this server, as long as it has no accounts
 * @param allowedOrigins of pages that may open a socket here, besides the server's own
 * @param guestRole what somebody may do who did not say who they are; empty for nothing
 * @param pingInterval between two of the server's pings on one connection
 * @param pingTimeout how long a connection may be silent, pongs included, before it is dropped
 * @param limits what one client may ask
 * @param pictures what one may ask who uploads pictures
 */
public record Settings(
    Path dataFolder,
    Path pluginsFolder,
    AccessSetting access,
    Optional<String> reachedByOthers,
    boolean signUp,
    Administrators administrators,
    Set<Origin> allowedOrigins,
    Optional<Role> guestRole,
    Duration pingInterval,
    Duration pingTimeout,
    Limits limits,
    PictureLimits pictures) {
  private static final int MEBIBYTE = 1024 * 1024;

  public Settings {
    if (access == AccessSetting.LOCAL && reachedByOthers.isPresent()) {
      throw new SettingsException(reachedByOthers.get());
    }
  }

  /**
   * Reads and checks all of them.
   *
   * @throws SettingsException if one is missing or has a value that it cannot have
   */
  public static Settings read(Config config) {
    var reader = new SettingsReader(config);
    var interval = reader.duration("scriptorium.ping.interval", Duration.ofMillis(100));
    return new Settings(
        reader.folder("scriptorium.data"),
        reader.folder("scriptorium.plugins"),
        access(reader),
        reader.reachedByOthers("scriptorium.http.host", "scriptorium.https.host"),
        reader.oneOf("scriptorium.sign-up", List.of("closed", "open")).equals("open"),
        administrators(
            reader.oneOf("scriptorium.administrators", List.of("local", "everybody", "nobody"))),
        reader.origins("scriptorium.origins"),
        role(reader.oneOf("scriptorium.guest.role", List.of("editor", "viewer", "none"))),
        interval,
        reader.duration("scriptorium.ping.timeout", interval),
        limits(reader),
        pictures(reader));
  }

  private static AccessSetting access(SettingsReader reader) {
    String name = reader.oneOf("scriptorium.access", List.of("ask", "local", "open", "accounts"));
    return switch (name) {
      case "accounts" -> AccessSetting.ACCOUNTS;
      case "open" -> AccessSetting.OPEN;
      case "local" -> AccessSetting.LOCAL;
      default -> AccessSetting.ASK;
    };
  }

  private static Administrators administrators(String name) {
    return switch (name) {
      case "everybody" -> Administrators.EVERYBODY;
      case "nobody" -> Administrators.NOBODY;
      default -> Administrators.LOCAL;
    };
  }

  private static Optional<Role> role(String name) {
    return switch (name) {
      case "editor" -> Optional.of(Role.EDITOR);
      case "viewer" -> Optional.of(Role.VIEWER);
      default -> Optional.empty();
    };
  }

  private static PictureLimits pictures(SettingsReader reader) {
    return new PictureLimits(
        reader.count("scriptorium.limit.picture-bytes", 1024, 64 * MEBIBYTE),
        reader.count("scriptorium.limit.picture-pixels", 10_000, 500_000_000),
        reader.count("scriptorium.limit.pictures-bytes", 0, Integer.MAX_VALUE),
        reader.count("scriptorium.limit.pictures-per-minute", 1, 100_000));
  }

  private static Limits limits(SettingsReader reader) {
    return new Limits(
        reader.count("scriptorium.limit.frame-bytes", 1024, 64 * MEBIBYTE),
        reader.count("scriptorium.limit.edit-chars", 1, 64 * MEBIBYTE),
        reader.count("scriptorium.limit.document-chars", 1, 1_000 * MEBIBYTE),
        reader.count("scriptorium.limit.sessions-per-document", 1, 1_000_000),
        reader.count("scriptorium.limit.edits-per-second", 1, 1_000_000),
        reader.count("scriptorium.limit.edit-burst", 1, 10_000_000),
        reader.count("scriptorium.limit.lag-revisions", 1, Integer.MAX_VALUE),
        reader.duration("scriptorium.limit.write-timeout", Duration.ofMillis(100)),
        reader.duration("scriptorium.limit.join-timeout", Duration.ofMillis(100)),
        reader.duration("scriptorium.limit.idle-unload", Duration.ZERO),
        Duration.ofDays(reader.count("scriptorium.deleted.days", 0, 36_500)),
        reader.count("scriptorium.limit.snapshot-every", 1, 1_000_000));
  }
}
