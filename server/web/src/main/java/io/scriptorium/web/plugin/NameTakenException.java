package io.scriptorium.web.plugin;

/** There is a plugin of this name already; when that one goes, this one may come. */
final class NameTakenException extends RefusedPluginException {
  private static final long serialVersionUID = 1L;

  NameTakenException(String name, String origin) {
    super("there is a plugin named \"" + name + "\" already: " + origin);
  }
}
