package io.scriptorium.engine;

/** What a connection's writer is to do next. */
public sealed interface Outbound {
  /** Write this text frame, then ask again. Shared between connections: one encoding for all. */
  record Frame(String text) implements Outbound {}

  /** Close the socket with this code; nothing comes after. */
  record Close(int code, String reason) implements Outbound {}

  /** Sleep until woken. */
  record Nothing() implements Outbound {}
}
