package io.scriptorium.client;

/** How a replica hears of the server. */
public sealed interface Link {
  /** Not at all. */
  record Down() implements Link {}

  /** It is being told everything up to {@code head}; until it has that, it sends nothing. */
  record CatchingUp(long head) implements Link {}

  /** It hears everything, and may send. */
  record Up() implements Link {}
}
