package io.scriptorium.web.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one stranger's jar: what the jar holds, each class guarded by {@link
 * ExitGuard}, behind what {@link PluginApiLoader} exposes. Two jars may so hold two versions of one
 * library.
 */
final class PluginLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final CodeSource source;
  private final ExitGuard guard;

  /**
   * Opens a jar.
   *
   * @param name for stack traces: the jar's file name
   * @param file stays as it is while this loader is open
   * @throws IOException if it cannot be read or is no jar
   */
  static PluginLoader open(String name, Path file, PluginApiLoader api) throws IOException {
    var jar = new JarFile(file.toFile(), /* verify= */ false, ZipFile.OPEN_READ, Runtime.version());
    return new PluginLoader(name, file.toUri().toURL(), jar, api);
  }

  @SuppressWarnings("this-escape") // The resolver asks this loader once classes are loaded.
  private PluginLoader(String name, URL url, JarFile jar, PluginApiLoader api) {
    super(name, new URL[] {url}, api);
    this.jar = jar;
    source = new CodeSource(url, (Certificate[]) null);
    guard =
        new ExitGuard(
            ClassHierarchyResolver.ofResourceParsing(this::classFile)
                .orElse(ClassHierarchyResolver.ofClassLoading(api)));
  }

  private @Nullable InputStream classFile(ClassDesc type) {
    String descriptor = type.descriptorString();
    return getResourceAsStream(descriptor.substring(1, descriptor.length() - 1) + ".class");
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] guarded = guard.guarded(in.readAllBytes());
      definePackageOf(name);
      return defineClass(name, guarded, 0, guarded.length, source);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new ClassNotFoundException(name + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private void definePackageOf(String className) {
    int dot = className.lastIndexOf('.');
    String name = dot < 0 ? "" : className.substring(0, dot);
    if (!name.isEmpty() && getDefinedPackage(name) == null) {
      try {
        definePackage(name, null, null, null, null, null, null, null);
      } catch (IllegalArgumentException anotherThreadDid) {
        // It is there, which is all that matters.
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (jar) {
      super.close();
    }
  }
}
