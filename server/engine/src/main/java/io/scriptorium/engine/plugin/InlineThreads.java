package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs plugins on an executor of the caller's; no time passes while they run. */
final class InlineThreads implements HookThreads {
  private final Executor executor;

  InlineThreads(Executor executor) {
    this.executor = executor;
  }

  @Override
  public Crew crew(String plugin) {
    return new Crew() {
      @Override
      public Lane lane(String purpose) {
        return new InlineLane();
      }

      @Override
      public long allocatedBytes() {
        return 0;
      }

      @Override
      public void tick() {
        // The one thread is the caller's.
      }

      @Override
      public List<String> interruptLeftovers() {
        return List.of();
      }

      @Override
      public void giveUpLeftovers() {
        // There are none.
      }
    };
  }

  @Override
  public long nanos() {
    return 0;
  }

  @Override
  public OptionalLong leastToBlame() {
    return OptionalLong.empty();
  }

  /** Keeps its tasks in order, whatever the executor does. */
  private final class InlineLane implements Lane {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean ended;

    @Override
    public void run(Runnable task) {
      synchronized (this) {
        if (ended) {
          return;
        }
        waiting.add(task);
      }
      executor.execute(this::next);
    }

    private void next() {
      Runnable task = poll();
      if (task != null) {
        task.run();
      }
    }

    private synchronized @Nullable Runnable poll() {
      return waiting.poll();
    }

    @Override
    public boolean runWithin(Duration limit, Runnable task) {
      task.run();
      return true;
    }

    @Override
    public void interrupt() {
      // Whoever calls this is on the one thread himself: nothing is in progress.
    }

    @Override
    public void fallBehind() {
      // Nothing is in progress, as above.
    }

    @Override
    public synchronized void end() {
      ended = true;
      waiting.clear();
    }
  }
}
