package io.scriptorium.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import org.junit.jupiter.api.Test;

final class NicenessTest {
  /** proc_pid_stat(5), counted behind the name, which may hold blanks. */
  private static final int NICE = 16;

  @Test
  void threadThatIsGivenUpComesLastAndTheOthersStay() throws Exception {
    Exchanger<Integer> ids = new Exchanger<>();
    CountDownLatch end = new CountDownLatch(1);
    Thread givenUp =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var _ = ids.exchange(Niceness.caller());
                end.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    int id = ids.exchange(0);
    int mine = Niceness.caller();
    int before = nice(mine);
    Niceness.last(id);
    assertEquals(onLinux() ? 19 : 0, nice(id));
    assertEquals(before, nice(mine));
    end.countDown();
    givenUp.join();
    Niceness.last(id); // nobody of that number: nothing happens
  }

  private static boolean onLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }

  private static int nice(int thread) throws IOException {
    if (!onLinux()) {
      return 0;
    }
    String stat = Files.readString(Path.of("/proc/self/task/" + thread + "/stat"));
    String behindName = stat.substring(stat.lastIndexOf(')') + 2);
    return Integer.parseInt(behindName.split(" ", -1)[NICE]);
  }
}
