package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * Where plugins' code runs: the port that lets a simulation run it on its one thread. Usable from
 * any thread.
 */
public interface HookThreads {
  /** The threads of one instance of a plugin. */
  Crew crew(String plugin);

  /** Nanoseconds from some moment on; only differences mean something. */
  long nanos();

  /**
   * How much somebody must have allocated of late, in bytes, to be the cause of how full the heap
   * is; empty as long as there is memory.
   */
  OptionalLong leastToBlame();

  /** Threads of the operating system, as a server uses. */
  static HookThreads platform() {
    return new PlatformThreads();
  }

  /** No threads: an executor of the caller's, which never blocks for a review. */
  static HookThreads inline(Executor executor) {
    return new InlineThreads(executor);
  }

  /** The threads of one instance, those that it started itself included. */
  interface Crew {
    /** One more thread of the host's for it; it inherits the caller's context class loader. */
    Lane lane(String purpose);

    /** How much memory they have allocated, in bytes; what was given back counts, too. */
    long allocatedBytes();

    /**
     * The watch comes by: threads that the instance started itself, and that compute all the time,
     * are ranked behind all others.
     */
    void tick();

    /** Interrupts the threads that still run, and names them. */
    List<String> interruptLeftovers();

    /** Ranks those that run on all the same behind all others. */
    void giveUpLeftovers();
  }

  /** One thread, which does what it is given one after the other. */
  interface Lane {
    /** Has something done after what it was given before; nothing happens once it has ended. */
    void run(Runnable task);

    /**
     * Has something done and waits for that.
     *
     * @return whether it was done within the limit; if it had not begun by then, it never will
     */
    boolean runWithin(Duration limit, Runnable task);

    /** Interrupts what it is doing. */
    void interrupt();

    /**
     * Ranks what it is doing behind all others: nobody waits for that any more. What comes after it
     * is done on a fresh thread, of the ordinary rank.
     */
    void fallBehind();

    /** Drops what waits; the thread ends when it returns from what it is doing. */
    void end();
  }
}
