package io.scriptorium.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaretPiecesTest {
  private static final long MILLI = 1_000_000;

  @Test
  void theMostInASecondIsThatOfTheWorstSecondWheneverItBegan() {
    Arrivals arrivals = new Arrivals();
    for (long i = 0; i < 40; i++) {
      arrivals.add(i * 50 * MILLI);
    }
    assertEquals(40, arrivals.count());
    assertEquals(20, arrivals.mostInASecond());

    arrivals.add(1999 * MILLI);
    arrivals.add(1999 * MILLI);
    assertEquals(22, arrivals.mostInASecond(), "from 1.0 s on");
    arrivals.add(9000 * MILLI);
    assertEquals(22, arrivals.mostInASecond());
    assertEquals(43, arrivals.count());
  }

  @Test
  void whatThePresencePluginTellsIsReadOnce() {
    Whereabouts whereabouts = new Whereabouts();
    String body =
        """
        {"revision": 3, "left": ["s9"], "people": [
          {"session": "s1", "name": "Ann", "color": "#123456", "selection": {"index": 7, "length": 2}},
          {"session": "s2", "name": "Ben", "color": "#654321", "selection": null}]}\
        """;

    Whereabouts.News news = whereabouts.read(body);

    assertEquals(Map.of("s1", 7, "s2", Whereabouts.NOWHERE), news.places());
    assertEquals(List.of("s9"), news.left());
    assertSame(news, whereabouts.read(body));
  }

  @Test
  void caretsMoveTenTimesASecondUnlessSaidOtherwise() {
    assertEquals(10, Plan.of("http://localhost:9080", "P").perSecond());
    Plan plan = Plan.of("http://localhost:9080", "P", "n=200", "rate=5");
    assertEquals(200, plan.people());
    assertEquals(1, plan.documents());
    assertEquals(5, plan.perSecond());
  }
}
