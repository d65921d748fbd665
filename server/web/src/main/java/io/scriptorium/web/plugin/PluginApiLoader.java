package io.scriptorium.web.plugin;

import java.util.List;
import java.util.Set;

/**
 * The parent of every stranger's class loader: the JDK, and of the server only what the plugin
 * interface names. Everything else, the server's own classes and its libraries, is not there, so
 * that a plugin can neither lean on them nor collide with them.
 */
final class PluginApiLoader extends ClassLoader {
  /** Packages that are exposed without those below them. */
  private static final Set<String> PACKAGES =
      Set.of("io.scriptorium.plugin", "io.scriptorium.delta", "org.jspecify.annotations");

  /** Packages that are exposed with all that is below them. */
  private static final List<String> TREES =
      List.of("jakarta.ws.rs", "org.eclipse.microprofile.openapi.annotations");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader server;

  /**
   * @param server the loader that has the interface's classes
   */
  PluginApiLoader(ClassLoader server) {
    super("plugin-api", ClassLoader.getPlatformClassLoader());
    this.server = server;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!isExposed(name)) {
      throw new ClassNotFoundException(name);
    }
    return server.loadClass(name);
  }

  private static boolean isExposed(String className) {
    int dot = className.lastIndexOf('.');
    String of = dot < 0 ? "" : className.substring(0, dot);
    return PACKAGES.contains(of)
        || TREES.stream().anyMatch(tree -> of.equals(tree) || of.startsWith(tree + "."))
        || className.equals(NoExit.class.getName());
  }
}
