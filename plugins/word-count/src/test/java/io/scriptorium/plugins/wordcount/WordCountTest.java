package io.scriptorium.plugins.wordcount;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import io.scriptorium.plugin.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody in a document learns how long it is. */
class WordCountTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  @Test
  void everybodyInTheDocumentIsTold() {
    try (var server = TestServer.with(WordCount::new)) {
      var document = server.createDocument("Plan");
      var ada = document.join("Ada");
      var ben = document.join("Ben");
      var eve = server.createDocument("Other").join("Eve");
      server.advance(SOON);
      ada.type("one two");
      server.advance(SOON);
      assertEquals(List.of("[0,0,0]", "[2,7,1]"), ada.received());
      assertEquals(List.of("[0,0,0]", "[2,7,1]"), ben.received());
      assertEquals(List.of("[0,0,0]"), eve.received());
    }
  }

  @Test
  void keystrokesAreCountedTogether() {
    try (var server = TestServer.with(WordCount::new)) {
      var ada = server.createDocument("Plan").join("Ada");
      "one two".chars().forEach(key -> ada.type(Character.toString(key)));
      assertEquals(List.of(), ada.received());
      server.advance(SOON);
      assertEquals(List.of("[2,7,1]"), ada.received());
    }
  }

  @Test
  void aRestartedPluginTellsThoseWhoAreThere() {
    try (var server = TestServer.with(WordCount::new)) {
      var ada = server.createDocument("Plan").join("Ada");
      ada.type("one two");
      server.restart();
      server.advance(SOON);
      assertEquals(List.of("[2,7,1]"), ada.received());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          It's 3.5 °C, isn't it?      | [5,22,1]
          naïve café                  | [2,10,1]
          مرحبا بالعالم               | [2,13,1]
          日本語 中文                 | [5,6,1]
          ok中文ok                    | [4,6,1]
          👨‍👩‍👧 ok                      | [1,4,1]
          - – …                       | [0,5,1]
          one\\n\\n \\ntwo            | [2,7,2]
          """)
  void countsAsPeopleDo(String text, String count) {
    assertEquals(count, countOf(new Op.Insert(text.replace("\\n", "\n"), Attributes.NONE)));
  }

  @Test
  void embedsAreNoText() {
    var image = new Value.Members(Map.of("image", new Value.Text("data:,x")));
    assertEquals("[0,0,1]", countOf(new Op.Embed(image, Attributes.NONE)));
  }

  @Test
  void aLongTextIsCountedToo() {
    assertEquals("[1,1000000,1]", countOf(new Op.Insert("x".repeat(1_000_000), Attributes.NONE)));
  }

  private static String countOf(Op written) {
    try (var server = TestServer.with(WordCount::new)) {
      var ada = server.createDocument("Plan").join("Ada");
      ada.submit(Delta.of(written));
      server.advance(SOON);
      return ada.lastReceived();
    }
  }
}
