package io.scriptorium.web.plugin;

import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginApi;
import io.scriptorium.web.page.PageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a plugin's jar says of itself without any of its code being run.
 *
 * @param title for people, from {@code Implementation-Title}
 * @param version from {@code Implementation-Version}
 * @param apiVersion which interface it was built for; empty if it does not say
 * @param serves words under {@code /api} that lead to its REST resource, see {@link ShortPaths}
 * @param providers the classes that its service file names
 * @param webFiles what it has for browsers, by name in {@link PluginApi#WEB_FOLDER}
 */
record JarContents(
    Optional<String> title,
    Optional<String> version,
    Optional<String> apiVersion,
    Set<String> serves,
    List<String> providers,
    SortedMap<String, PageFile> webFiles) {
  /** The manifest's entry with the words that {@link #serves} holds, by blanks or commas. */
  static final String SERVES = "Scriptorium-Serves";

  /** Where the provider's class is named. */
  static final String SERVICE_FILE = "META-INF/services/" + Plugin.class.getName();

  /** Browser halves are kept in memory: no jar's takes more of it, unpacked, in bytes. */
  private static final int MOST_WEB_BYTES = 16 * 1024 * 1024;

  private static final Pattern LIST = Pattern.compile("[\\s,]+");

  /** A folder of classes that is no jar: it says nothing of itself. */
  static JarContents ofClasses(String provider) {
    return new JarContents(
        Optional.empty(),
        Optional.empty(),
        Optional.of(Integer.toString(PluginApi.VERSION)),
        Set.of(),
        List.of(provider),
        new TreeMap<>());
  }

  /**
   * Reads a jar to its end.
   *
   * @throws IOException if it cannot be read or is no jar
   * @throws RefusedPluginException if it has more for browsers than is kept in memory
   */
  static JarContents read(InputStream jar) throws IOException, RefusedPluginException {
    var manifest = new Manifest();
    List<String> providers = List.of();
    SortedMap<String, PageFile> webFiles = new TreeMap<>();
    int webBytes = 0;
    try (var zip = new ZipInputStream(jar)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.equals(JarFile.MANIFEST_NAME)) {
          manifest.read(zip);
        } else if (name.equals(SERVICE_FILE)) {
          providers = providers(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        } else if (name.startsWith(PluginApi.WEB_FOLDER) && !entry.isDirectory()) {
          byte[] content = zip.readNBytes(MOST_WEB_BYTES + 1 - webBytes);
          webBytes += content.length;
          String file = name.substring(PluginApi.WEB_FOLDER.length());
          webFiles.put(file, webFile(file, content, webBytes));
        }
      }
    }
    return of(manifest.getMainAttributes(), providers, withBrotli(webFiles));
  }

  private static PageFile webFile(String file, byte[] content, int webBytes)
      throws RefusedPluginException {
    if (webBytes > MOST_WEB_BYTES) {
      throw new RefusedPluginException(
          PluginApi.WEB_FOLDER + " holds more than " + MOST_WEB_BYTES + " bytes");
    }
    return PageFile.of(file, content);
  }

  /** A file beside another that is called the same and {@code .br} is that one, packed. */
  private static SortedMap<String, PageFile> withBrotli(SortedMap<String, PageFile> files) {
    SortedMap<String, PageFile> whole = new TreeMap<>(files);
    files.forEach((name, file) -> {
      PageFile brotli = files.get(name + PageFile.BROTLI);
      if (brotli != null) {
        whole.put(name, file.withBrotli(brotli.content()));
        whole.remove(name + PageFile.BROTLI);
      }
    });
    return whole;
  }

  private static JarContents of(
      Attributes said, List<String> providers, SortedMap<String, PageFile> webFiles) {
    return new JarContents(
        Optional.ofNullable(said.getValue(Attributes.Name.IMPLEMENTATION_TITLE)),
        Optional.ofNullable(said.getValue(Attributes.Name.IMPLEMENTATION_VERSION)),
        Optional.ofNullable(said.getValue(PluginApi.MANIFEST_ENTRY)).map(String::strip),
        words(Optional.ofNullable(said.getValue(SERVES)).orElse("")),
        providers,
        webFiles);
  }

  private static Set<String> words(String list) {
    return LIST.splitAsStream(list)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The lines of a {@link java.util.ServiceLoader}'s file, without comments. */
  static List<String> providers(String serviceFile) {
    return serviceFile
        .lines()
        .map(line -> Stream.of(line.split("#", 2)).findFirst().orElse("").strip())
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * The one class that implements the plugin.
   *
   * @throws RefusedPluginException if this server cannot run it, whatever its code does
   */
  String provider() throws RefusedPluginException {
    String expected = PluginApi.MANIFEST_ENTRY + ": " + PluginApi.VERSION;
    if (apiVersion.isEmpty()) {
      throw new RefusedPluginException(
          "its manifest does not say which plugin interface it was built for: expected "
              + expected);
    }
    if (!apiVersion.get().equals(Integer.toString(PluginApi.VERSION))) {
      throw new RefusedPluginException(
          "it was built for version "
              + apiVersion.get()
              + " of the plugin interface, expected "
              + expected);
    }
    if (providers.isEmpty()) {
      throw new RefusedPluginException("it has no " + SERVICE_FILE + " that names its class");
    }
    if (providers.size() > 1) {
      throw new RefusedPluginException(
          SERVICE_FILE
              + " names "
              + providers.size()
              + " classes ("
              + String.join(", ", providers)
              + "): a jar holds one plugin");
    }
    return providers.getFirst();
  }
}
