package io.scriptorium.plugin;

/** The platform could not do what a plugin asked for; the message says why, in words for people. */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Because of {@code cause}, if that is not null. */
  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Without another exception behind it. */
  public PluginException(String message) {
    super(message);
  }
}
