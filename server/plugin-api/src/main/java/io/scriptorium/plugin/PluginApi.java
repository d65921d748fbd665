package io.scriptorium.plugin;

/** The version of this interface. */
public final class PluginApi {
  /**
   * Rises when a plugin that was built before could break. A plugin's jar names the version that it
   * was built for in its manifest as {@link #MANIFEST_ENTRY}; the host refuses every other.
   */
  public static final int VERSION = 1;

  /** The manifest's entry: {@code Scriptorium-Plugin-Api: 1}. */
  public static final String MANIFEST_ENTRY = "Scriptorium-Plugin-Api";

  /** The folder in a plugin's jar that the server serves to browsers. */
  public static final String WEB_FOLDER = "META-INF/scriptorium/web/";

  /** The ES module in {@link #WEB_FOLDER} that browsers load: a plugin's browser half. */
  public static final String WEB_MODULE = "plugin.js";

  private PluginApi() {}
}
