package io.scriptorium.engine;

import io.scriptorium.engine.plugin.HookThreads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** No threads, and a heap of which a test says how full it is and who has used it. */
final class MeasuredThreads implements HookThreads {
  private final HookThreads inline;
  private final Map<String, Long> allocatedBytes = new HashMap<>();
  private OptionalLong leastToBlame = OptionalLong.empty();

  MeasuredThreads(Executor executor) {
    this.inline = HookThreads.inline(executor);
  }

  /** A plugin has allocated so much more. */
  void allocate(String plugin, long bytes) {
    allocatedBytes.merge(plugin, bytes, Long::sum);
  }

  /** The heap is nearly full, and who has allocated so much of late may be the cause. */
  void memoryShort(long leastBytes) {
    leastToBlame = OptionalLong.of(leastBytes);
  }

  /** There is memory again. */
  void memoryAmple() {
    leastToBlame = OptionalLong.empty();
  }

  @Override
  public Crew crew(String plugin) {
    Crew crew = inline.crew(plugin);
    long before = allocatedBytes.getOrDefault(plugin, 0L);
    return new Crew() {
      @Override
      public Lane lane(String purpose) {
        return crew.lane(purpose);
      }

      @Override
      public long allocatedBytes() {
        return allocatedBytes.getOrDefault(plugin, 0L) - before;
      }

      @Override
      public void tick() {
        crew.tick();
      }

      @Override
      public List<String> interruptLeftovers() {
        return crew.interruptLeftovers();
      }

      @Override
      public void giveUpLeftovers() {
        crew.giveUpLeftovers();
      }
    };
  }

  @Override
  public long nanos() {
    return inline.nanos();
  }

  @Override
  public OptionalLong leastToBlame() {
    return leastToBlame;
  }
}
