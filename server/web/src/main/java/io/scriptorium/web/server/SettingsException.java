package io.scriptorium.web.server;

/** A setting has a value that it cannot have; the message names it, what it holds and may hold. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
