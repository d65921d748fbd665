package io.scriptorium.engine.plugin;

/** How much an instance allocates. Belongs to the host's tick. */
final class Allocation {
  /** The past counts so much less at each look. */
  private static final int FADING = 64;

  private final HookThreads.Crew crew;
  private long allBytes;
  private long recentBytes;

  Allocation(HookThreads.Crew crew) {
    this.crew = crew;
  }

  /** Looks once. */
  void sample() {
    long now = crew.allocatedBytes();
    recentBytes += Math.max(0, now - allBytes) - recentBytes / FADING;
    allBytes = now;
  }

  /** How much it has allocated in the last seconds, in bytes. */
  long recentBytes() {
    return recentBytes;
  }
}
