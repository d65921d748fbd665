package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Plugin;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What a plugin can be called for, and how long one call may take before it is given up. */
enum Hook {
  START("start", 30),
  /** Whoever waits for the answer waits much shorter: see {@link Reviewer}. */
  REVIEW("review", 1),
  ON_CHANGE("onChange", 10),
  ON_JOIN("onJoin", 1),
  ON_LEAVE("onLeave", 1),
  ON_MESSAGE("onMessage", 1),
  ON_DOCUMENT_CREATED("onDocumentCreated", 1),
  ON_DOCUMENT_RENAMED("onDocumentRenamed", 1),
  ON_DOCUMENT_DELETED("onDocumentDeleted", 1),
  /** Work of its {@link io.scriptorium.plugin.Schedule}: no method of the interface. */
  SCHEDULED("scheduled", 10),
  CLOSE("close", 5);

  /** A call that takes longer computes behind all others. */
  private static final Duration BRIEF = Duration.ofMillis(300);

  /** Threads that it starts take over its rank, for good: its start may take its time. */
  private static final Duration BRIEF_START = Duration.ofSeconds(5);

  private final String method;
  private final Duration limit;

  Hook(String method, int seconds) {
    this.method = method;
    this.limit = Duration.ofSeconds(seconds);
  }

  /** The method's name. */
  String method() {
    return method;
  }

  Duration limit() {
    return limit;
  }

  /** How long one call may take before it falls behind: see {@link HookThreads.Lane#fallBehind}. */
  Duration brief() {
    return this == START ? BRIEF_START : BRIEF;
  }

  /** The hooks that a class does not leave to the interface: the others need not be called. */
  static Set<Hook> overriddenIn(Class<? extends Plugin> type) {
    Set<Hook> overridden = EnumSet.noneOf(Hook.class);
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass() != Plugin.class && !method.isBridge()) {
        Arrays.stream(values())
            .filter(hook -> hook.method.equals(method.getName()))
            .forEach(overridden::add);
      }
    }
    return overridden;
  }
}
