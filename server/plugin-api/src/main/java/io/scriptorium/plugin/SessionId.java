package io.scriptorium.plugin;

/** Names one connection of one client to one document; made by the server, never used twice. */
public record SessionId(String value) {
  public SessionId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a session id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
