package io.scriptorium.plugin.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The plugin's thread: calls of hooks that run one after the other, here on the test's own thread.
 * What a hook throws is kept until all that waits has run, then fails the test.
 */
final class HookQueue {
  private final String plugin;
  private final Thread owner = Thread.currentThread();
  private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
  private final List<HookFailedError> failures = new ArrayList<>();
  private boolean held;
  private boolean running;

  /** What a hook does; {@code start} may throw anything. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  private record Call(String hook, Body body) {}

  HookQueue(String plugin) {
    this.plugin = plugin;
  }

  /** Puts a call behind those that wait. */
  void add(String hook, Body body) {
    waiting.add(new Call(hook, body));
  }

  /** Forgets the calls that wait. */
  void clear() {
    waiting.clear();
  }

  /** From now on calls wait, as with a plugin that is busy. */
  void hold() {
    held = true;
  }

  /** Calls run again. */
  void release() {
    held = false;
    settle();
  }

  /**
   * Runs all that waits, unless it is held, or this is the call of a hook itself, or of a thread of
   * the plugin's own.
   *
   * @throws HookFailedError the first that a hook threw, the others suppressed
   */
  void settle() {
    if (running || Thread.currentThread() != owner) {
      return;
    }
    running = true;
    try {
      while (!held && !waiting.isEmpty()) {
        var call = waiting.remove();
        run(call.hook(), call.body());
      }
    } finally {
      running = false;
    }
    throwFailures();
  }

  /** Calls a hook here and now, and keeps what it throws. */
  void run(String hook, Body body) {
    try {
      body.run();
    } catch (Throwable thrown) {
      failures.add(new HookFailedError(plugin, hook, thrown));
    }
  }

  /** Fails the test with what was kept. */
  void throwFailures() {
    if (failures.isEmpty() || running) {
      return;
    }
    var first = failures.getFirst();
    failures.stream().skip(1).forEach(first::addSuppressed);
    failures.clear();
    throw first;
  }
}
