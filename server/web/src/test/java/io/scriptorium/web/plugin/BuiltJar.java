package io.scriptorium.web.plugin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginApi;
import jakarta.ws.rs.GET;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A plugin's jar as a stranger builds it: compiled from source against the plugin interface alone,
 * in no module of this build.
 */
public final class BuiltJar {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Manifest manifest = new Manifest();

  /** An empty jar that says which interface it was built for. */
  public BuiltJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    says(PluginApi.MANIFEST_ENTRY, Integer.toString(PluginApi.VERSION));
  }

  /** A manifest's entry. */
  public BuiltJar says(String entry, String value) {
    manifest.getMainAttributes().putValue(entry, value);
    return this;
  }

  /** Leaves a manifest's entry out. */
  public BuiltJar saysNothingOf(String entry) {
    manifest.getMainAttributes().remove(new Attributes.Name(entry));
    return this;
  }

  /** A class from its source. */
  public BuiltJar source(String className, String source) {
    sources.put(className, source);
    return this;
  }

  /** A class from its source, named as the plugin. */
  public BuiltJar plugin(String className, String source) {
    return source(className, source).file(JarContents.SERVICE_FILE, className + "\n");
  }

  /** A file of text. */
  public BuiltJar file(String name, String text) {
    files.put(name, text);
    return this;
  }

  /** A file for browsers. */
  public BuiltJar web(String name, String text) {
    return file(PluginApi.WEB_FOLDER + name, text);
  }

  /** Writes the jar. */
  public Path write(Path jar) {
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (var file : files.entrySet()) {
        add(out, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      for (var type : compiled().entrySet()) {
        add(out, type.getKey(), type.getValue());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return jar;
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private Map<String, byte[]> compiled() throws IOException {
    if (sources.isEmpty()) {
      return Map.of();
    }
    Path folder = Files.createTempDirectory("built-jar");
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    var complaints = new StringWriter();
    boolean compiles =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                complaints,
                null,
                null,
                List.of("-proc:none", "-d", folder.toString(), "-cp", classPath()),
                null,
                units)
            .call();
    assertTrue(compiles, complaints::toString);
    return classes(folder);
  }

  private static Map<String, byte[]> classes(Path folder) throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        classes.put(name, Files.readAllBytes(file));
        Files.delete(file);
      }
    }
    return classes;
  }

  /** What a plugin may name. */
  private static String classPath() {
    return Stream.of(Plugin.class, Delta.class, GET.class)
        .map(type ->
            new File(
                    URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .getPath())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("mem:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
