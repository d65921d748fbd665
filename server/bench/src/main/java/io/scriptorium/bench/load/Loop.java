package io.scriptorium.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * One thread's sockets and timers: whoever calls {@link #run} is that thread, and everything
 * happens in it.
 */
final class Loop implements AutoCloseable {
  private static final int ROOM_BYTES = 1 << 18;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Selector selector;
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final ByteBuffer room = ByteBuffer.allocateDirect(ROOM_BYTES);

  private record Timer(long nanos, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.compare(nanos - other.nanos, 0);
    }
  }

  Loop() throws IOException {
    selector = Selector.open();
  }

  Selector selector() {
    return selector;
  }

  /** Has a task run at a {@link System#nanoTime}, or as soon after it as can be. */
  void at(long nanos, Runnable task) {
    timers.add(new Timer(nanos, task));
  }

  /** Goes on until a condition holds, at most so long; says whether it does. */
  boolean run(BooleanSupplier until, double limitSeconds) throws IOException {
    long end = System.nanoTime() + (long) (limitSeconds * 1e9);
    while (!until.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      turn(end);
    }
    return true;
  }

  private void turn(long end) throws IOException {
    long next = timers.isEmpty() ? end : Math.min(timers.element().nanos(), end);
    long millis = (next - System.nanoTime()) / NANOS_A_MILLI;
    if (millis > 0) {
      selector.select(Math.min(millis, 50));
    } else {
      selector.selectNow();
    }
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.attachment() instanceof RawSocket socket) {
        socket.ready(room);
      }
    }
    selector.selectedKeys().clear();
    while (!timers.isEmpty() && timers.element().nanos() - System.nanoTime() <= 0) {
      timers.remove().task().run();
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
