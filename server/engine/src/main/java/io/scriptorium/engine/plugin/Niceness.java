package io.scriptorium.engine.plugin;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Ranks threads behind all others. On Linux that is the policy of idle threads (sched(7)), and the
 * worst nice value where that is refused: such a thread gets what nobody else wants, makes way at
 * once for any other that wakes, and a core on which it runs counts as free. A nice value alone
 * does not do that: whoever wakes waits until the other's slice is over. There is no way back
 * without a privilege, and threads that are started inherit it: so a thread that works for the
 * server, too, must keep what it has. Elsewhere nothing happens; Java's own priorities have no
 * effect without a flag that changes all threads.
 */
final class Niceness {
  private static final int WORST = 19;
  private static final int PRIO_PROCESS = 0;
  private static final int SCHED_IDLE = 5;

  /** Such threads have no priorities among themselves: a {@code struct sched_param} of 0. */
  private static final MemorySegment NO_PRIORITY = Arena.global().allocate(JAVA_INT);

  private static final Optional<Niceness> LINUX = find();

  private final MethodHandle gettid;
  private final MethodHandle setpriority;
  private final MethodHandle setscheduler;

  private Niceness(MethodHandle gettid, MethodHandle setpriority, MethodHandle setscheduler) {
    this.gettid = gettid;
    this.setpriority = setpriority;
    this.setscheduler = setscheduler;
  }

  private static Optional<Niceness> find() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.empty();
    }
    FunctionDescriptor gettid = FunctionDescriptor.of(JAVA_INT);
    FunctionDescriptor twoNumbers = gettid.appendArgumentLayouts(JAVA_INT, JAVA_INT);
    FunctionDescriptor setpriority = twoNumbers.appendArgumentLayouts(JAVA_INT);
    FunctionDescriptor setscheduler = twoNumbers.appendArgumentLayouts(ADDRESS);
    return function("gettid", gettid)
        .flatMap(id ->
            function("setpriority", setpriority)
                .flatMap(nice ->
                    function("sched_setscheduler", setscheduler)
                        .map(policy -> new Niceness(id, nice, policy))));
  }

  @SuppressWarnings("restricted") // the functions are as they are described here
  private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, type));
  }

  /** The calling thread, as the operating system names it; 0 if that is not known. */
  static int caller() {
    return LINUX.map(Niceness::callersId).orElse(0);
  }

  /** Ranks a thread of this process behind all others; nothing happens if it is gone or 0. */
  static void behind(int thread) {
    if (thread != 0) {
      LINUX.ifPresent(linux -> linux.lower(thread));
    }
  }

  private int callersId() {
    try {
      return (int) gettid.invokeExact();
    } catch (Throwable never) { // a native function throws nothing
      throw new IllegalStateException(never);
    }
  }

  private void lower(int thread) {
    try {
      var _ = (int) setpriority.invokeExact(PRIO_PROCESS, thread, WORST);
      var _ = (int) setscheduler.invokeExact(thread, SCHED_IDLE, NO_PRIORITY);
    } catch (Throwable never) { // a native function throws nothing
      throw new IllegalStateException(never);
    }
  }
}
