package io.scriptorium.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import org.junit.jupiter.api.Test;

final class NicenessTest {
  @Test
  void threadThatIsGivenUpFallsBehindAndTheOthersStay() throws Exception {
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
    ThreadRank before = ThreadRank.of(mine);
    Niceness.behind(id);
    assertEquals(ThreadRank.behind(), ThreadRank.of(id));
    assertEquals(before, ThreadRank.of(mine));
    end.countDown();
    givenUp.join();
    Niceness.behind(id); // nobody of that number: nothing happens
  }
}
