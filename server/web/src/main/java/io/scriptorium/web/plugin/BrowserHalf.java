package io.scriptorium.web.plugin;

import io.scriptorium.plugin.PluginApi;
import io.scriptorium.web.page.PageFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A plugin's files for browsers. Their addresses hold a hash of all of them, so that each may be
 * kept for ever, and a module that imports another always gets the one that it was made with.
 *
 * @param hash changes when any of the files does
 */
record BrowserHalf(String plugin, String hash, Map<String, PageFile> files) {
  /** The stylesheet that a page links, if the plugin has one. */
  private static final String STYLESHEET = "plugin.css";

  private static final int HASH_CHARS = 16;

  BrowserHalf {
    files = Map.copyOf(files);
  }

  /** The files of a plugin by name. */
  static BrowserHalf of(String plugin, SortedMap<String, PageFile> files) {
    return new BrowserHalf(plugin, hash(files), files);
  }

  private static String hash(SortedMap<String, PageFile> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach((name, file) ->
          digest.update((name + "\0" + file.etag() + "\0").getBytes(StandardCharsets.UTF_8)));
      byte[] hash = digest.digest();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The address of the module that browsers load; empty if the plugin has no browser half. */
  Optional<String> module() {
    return address(PluginApi.WEB_MODULE);
  }

  /** The address of its stylesheet; empty if it has none. */
  Optional<String> stylesheet() {
    return address(STYLESHEET);
  }

  private Optional<String> address(String file) {
    return files.containsKey(file)
        ? Optional.of(BrowserHalves.PATH + plugin + "/" + hash + "/" + file)
        : Optional.empty();
  }
}
