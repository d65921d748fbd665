package io.scriptorium.engine.plugin;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Threads of the operating system, daemons, in a thread group for each instance: what the plugin
 * starts itself from one of them lands in its group, too, unless it is a virtual thread or was
 * given another group.
 */
final class PlatformThreads implements HookThreads {
  /** A group is listed with room to spare: threads may be started while it is. */
  private static final int ROOM = 16;

  /** Not the caller's: that may be another plugin's, or an earlier instance's. */
  private static final ThreadGroup ROOT = root();

  private static final ThreadMXBean MEASURES = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  @Override
  public Crew crew(String plugin) {
    return new GroupCrew(plugin);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public OptionalLong leastToBlame() {
    return Heap.leastToBlame();
  }

  private static final class GroupCrew implements Crew {
    private final ThreadGroup group;
    private final ProcessorUse use = new ProcessorUse(MEASURES::getThreadCpuTime);
    private final Set<PlatformLane> lanes = ConcurrentHashMap.newKeySet();

    GroupCrew(String plugin) {
      this.group = new ThreadGroup(ROOT, "plugin-" + plugin);
    }

    @Override
    public Lane lane(String purpose) {
      PlatformLane lane = new PlatformLane(group, group.getName() + "-" + purpose);
      lanes.add(lane);
      return lane;
    }

    @Override
    public long allocatedBytes() {
      long[] ids = Arrays.stream(threads()).mapToLong(Thread::threadId).toArray();
      return Arrays.stream(MEASURES.getThreadAllocatedBytes(ids)).filter(b -> b > 0).sum();
    }

    @Override
    public void tick() {
      List<Long> own =
          Arrays.stream(threads())
              .filter(thread -> lanes.stream().noneMatch(lane -> lane.has(thread)))
              .map(Thread::threadId)
              .toList();
      Set<Long> busy = own.isEmpty() ? Set.of() : use.look(own);
      if (!busy.isEmpty()) {
        Map<Long, Integer> ids = OsThreads.ids();
        busy.forEach(thread -> Niceness.behind(ids.getOrDefault(thread, 0)));
      }
    }

    @Override
    public void giveUpLeftovers() {
      Map<Long, Integer> ids = OsThreads.ids();
      Arrays.stream(threads())
          .forEach(thread -> Niceness.behind(ids.getOrDefault(thread.threadId(), 0)));
    }

    @Override
    public List<String> interruptLeftovers() {
      Thread[] threads = threads();
      Arrays.stream(threads).forEach(Thread::interrupt);
      return Arrays.stream(threads).map(Thread::getName).toList();
    }

    private Thread[] threads() {
      Thread[] found = new Thread[group.activeCount() + ROOM];
      return Arrays.stream(found, 0, group.enumerate(found))
          .filter(thread -> !isEverybodys(thread))
          .toArray(Thread[]::new);
    }

    /** The common pool starts its threads in the group of whoever needs one more. */
    private static boolean isEverybodys(Thread thread) {
      return thread instanceof ForkJoinWorkerThread worker
          && ForkJoinPool.commonPool().equals(worker.getPool());
    }
  }
}
