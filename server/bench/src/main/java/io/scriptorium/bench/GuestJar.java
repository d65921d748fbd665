package io.scriptorium.bench;

import io.scriptorium.bench.guest.Misdeeds;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginApi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * A plugin of this module's as a stranger's jar.
 *
 * @param plugin the plugin's class; the classes that it is nested with go into the jar, too
 * @param end when its misdeed ends
 */
record GuestJar(Class<? extends Plugin> plugin, Instant end) {
  /** Puts it into a plugins folder, in one step, so that no server reads half of it. */
  void drop(Path folder, String name) throws IOException {
    Path made = Files.createTempFile(folder, name, ".tmp");
    write(made);
    Files.move(
        made,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Path file) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .putValue(PluginApi.MANIFEST_ENTRY, Integer.toString(PluginApi.VERSION));
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      put(jar, "META-INF/services/" + Plugin.class.getName(), bytes(plugin.getName()));
      put(jar, Misdeeds.END.substring(1), bytes(Long.toString(end.toEpochMilli())));
      for (Class<?> type : plugin.getNestMembers()) {
        put(jar, fileOf(type).substring(1), contents(type));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String fileOf(Class<?> type) {
    return "/" + type.getName().replace('.', '/') + ".class";
  }

  private static byte[] contents(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(fileOf(type))) {
      if (in == null) {
        throw new IOException("no class file of " + type);
      }
      return in.readAllBytes();
    }
  }

  private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
