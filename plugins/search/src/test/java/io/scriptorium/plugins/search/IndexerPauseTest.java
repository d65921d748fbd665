package io.scriptorium.plugins.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the index rests after a round, in milliseconds. */
final class IndexerPauseTest {
  @ParameterizedTest
  @CsvSource({
    "0, 200, a short document costs next to nothing",
    "50, 200, and may be indexed as often as before",
    "100, 400, a long one takes a fifth of a core",
    "150, 600, at most",
    "200, 500, while it can still be found within the second",
    "400, 200, a very long one cannot",
  })
  void restsTheLongerTheLongerItTook(long round, long pause, String why) {
    assertEquals(Duration.ofMillis(pause), Indexer.pauseAfter(Duration.ofMillis(round)), why);
  }
}
