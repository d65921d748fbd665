package io.scriptorium.engine.plugin;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * How the operating system ranks threads. On Linux each has a rank of its own (setpriority(2)),
 * which counts against threads of the same server. It can only be lowered, and threads that are
 * started inherit it: so a thread that works for the server, too, must keep the one that it has.
 * Elsewhere nothing happens; Java's own priorities have no effect without a flag that changes all
 * threads.
 */
final class Niceness {
  /** Gets what nobody else wants: a sixtieth of the time of another that wants all of it. */
  private static final int LAST = 19;

  /** Gets a thirtieth of the time of another that wants all of it. */
  private static final int BEHIND = 15;

  private static final int PRIO_PROCESS = 0;
  private static final Optional<Niceness> LINUX = find();

  private final MethodHandle setpriority;
  private final MethodHandle gettid;

  private Niceness(MethodHandle setpriority, MethodHandle gettid) {
    this.setpriority = setpriority;
    this.gettid = gettid;
  }

  private static Optional<Niceness> find() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.empty();
    }
    FunctionDescriptor noArguments = FunctionDescriptor.of(JAVA_INT);
    return function("gettid", noArguments)
        .flatMap(gettid ->
            function("setpriority", noArguments.appendArgumentLayouts(JAVA_INT, JAVA_INT, JAVA_INT))
                .map(setpriority -> new Niceness(setpriority, gettid)));
  }

  @SuppressWarnings("restricted") // the two functions are as they are described here
  private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, type));
  }

  /** The calling thread, as the operating system names it; 0 if that is not known. */
  static int caller() {
    return LINUX.map(Niceness::callersId).orElse(0);
  }

  /** Ranks a thread of this process last; nothing happens if it is gone or 0. */
  static void last(int thread) {
    rank(thread, LAST);
  }

  /**
   * Ranks a thread of this process behind those that people wait for. It is not last: it may hold a
   * lock that others need.
   */
  static void behind(int thread) {
    rank(thread, BEHIND);
  }

  private static void rank(int thread, int nice) {
    if (thread != 0) {
      LINUX.ifPresent(linux -> linux.set(thread, nice));
    }
  }

  private int callersId() {
    try {
      return (int) gettid.invokeExact();
    } catch (Throwable never) { // a native function throws nothing
      throw new IllegalStateException(never);
    }
  }

  private void set(int thread, int nice) {
    try {
      var _ = (int) setpriority.invokeExact(PRIO_PROCESS, thread, nice);
    } catch (Throwable never) { // a native function throws nothing
      throw new IllegalStateException(never);
    }
  }
}
