package io.scriptorium.web.plugin;

/** A plugin is kept out; the message says why, so that who brought it can mend it. */
class RefusedPluginException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedPluginException(String reason) {
    super(reason);
  }

  RefusedPluginException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
