package io.scriptorium.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scriptorium.delta.RichText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  private static final String SEQUENTIAL =
      """
      {"kind": "text", "startContent": "ab", "endContent": "xb!", "more": {"a": [1]},
       "txns": [{"time": "now", "patches": [[0, 1, "x"]]}, {"patches": [[2, 0, "?"], [2, 1, "!"]]}]}
      """;

  private static Trace parse(String json) {
    return TraceReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** A transaction of one insertion, in a line: agent, position, text, then its parents. */
  private static Trace.Transaction insert(
      int agent, int position, String text, Integer... parents) {
    return new Trace.Transaction(
        List.of(parents), agent, List.of(new Trace.Patch(position, 0, text)));
  }

  private static String replayed(Trace.Transaction... transactions) {
    Room room = new MemoryRoom();
    new ConcurrentReplay(new Trace("", "", 2, List.of(transactions)), room).run();
    return room.text();
  }

  @Test
  void readsSequentialTraces() {
    Trace trace = parse(SEQUENTIAL);
    assertEquals("ab", trace.startContent());
    assertEquals("xb!", trace.endContent());
    assertEquals(1, trace.agents());
    assertEquals(List.of(new Trace.Patch(0, 1, "x")), trace.transactions().get(0).patches());
    RichText text = RichText.empty().apply(new Trace.Patch(0, 0, "ab").delta());
    for (Trace.Transaction transaction : trace.transactions()) {
      text = text.apply(transaction.delta());
    }
    assertEquals(trace.endContent() + "\n", text.text());
  }

  @Test
  void readsConcurrentTraces() {
    Trace trace =
        parse(
            """
            {"kind": "concurrent", "endContent": "ab", "numAgents": 2, "txns": [
              {"parents": [], "numChildren": 1, "agent": 0, "patches": [[0, 0, "a"]]},
              {"parents": [0], "agent": 1, "patches": [[1, 0, "b"]]}]}
            """);
    assertEquals(2, trace.agents());
    assertEquals(List.of(0), trace.transactions().get(1).parents());
    assertEquals(1, trace.transactions().get(1).agent());
  }

  @Test
  void findsTracesOrNone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("typed.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(SEQUENTIAL.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of(file), TraceReplay.traces(folder));
    assertEquals(List.of(file), TraceReplay.traces(file));
    assertEquals("xb!", TraceReader.read(file).endContent());
    assertEquals(List.of(), TraceReplay.traces(folder.resolve("absent")));
  }

  @Test
  void knowsWhatEachAuthorHadSeen() {
    int[][] known =
        ConcurrentReplay.known(
            List.of(
                insert(0, 0, "a"),
                insert(1, 1, "b", 0),
                insert(0, 1, "c", 0),
                insert(0, 2, "d", 2),
                insert(1, 4, "e", 1, 3)));
    assertArrayEquals(new int[][] {{0, 0}, {1, 0}, {1, 0}, {2, 0}, {3, 1}}, known);
  }

  @Test
  void eachEditIsMadeOnWhatItsAuthorHadSeen() {
    // Ada writes "Hello" and goes on at its end; Bob, who has seen "Hello" alone, writes before it.
    assertEquals(
        "<< Hello world!\n",
        replayed(
            insert(0, 0, "Hello"),
            insert(1, 0, "<", 0),
            insert(0, 5, " world", 0),
            insert(1, 1, "<", 1),
            insert(0, 11, "!", 2),
            insert(1, 2, " ", 3)));
  }

  @Test
  void lateAuthorsEditsAreCarriedOverWhatTheyHadNotSeen() {
    // Bob deletes what Ada, who has not seen that, writes into; then both see all.
    Trace.Transaction deletion =
        new Trace.Transaction(List.of(0), 1, List.of(new Trace.Patch(1, 3, "")));
    assertEquals(
        "aXYe?\n",
        replayed(
            insert(0, 0, "abcde"),
            deletion,
            insert(0, 2, "X", 0),
            insert(0, 3, "Y", 2),
            insert(1, 4, "?", 1, 3)));
  }

  @Test
  void sequentialTraceIsNotOfTwo() {
    Trace trace = parse(SEQUENTIAL);
    assertThrows(
        IllegalArgumentException.class, () -> new ConcurrentReplay(trace, new MemoryRoom()));
  }
}
