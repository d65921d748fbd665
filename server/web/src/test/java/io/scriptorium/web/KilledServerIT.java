package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole server, killed as {@code kill -9} does while several clients write through real
 * sockets, and stopped as an administrator does: whatever was acknowledged is there, once, and so
 * is every edit whose writer came back.
 */
class KilledServerIT {
  private static final int KILLS = 3;
  private static final int WRITERS = 4;
  private static final int FEWEST_EDITS = 25;

  @Test
  void everyAcknowledgedEditSurvivesKillsAndAStop(@TempDir Path data) throws Exception {
    long seed = Long.getLong("scriptorium.seed", System.nanoTime());
    System.getLogger("test").log(System.Logger.Level.INFO, "-Dscriptorium.seed=" + seed);
    var random = new Random(seed);
    try (ServerProcess server = ServerProcess.start(data);
        Rest rest = new Rest(server.base())) {
      String document = rest.create("killed");
      List<StubbornWriter> writers = writers(server.base(), document);
      for (int round = 0; round < KILLS; round++) {
        writers.forEach(StubbornWriter::begin);
        writers.forEach(writer -> writer.awaitAcks(FEWEST_EDITS + random.nextInt(50)));
        server.kill();
        writers.forEach(StubbornWriter::awaitLoss);
        server.restart();
        check(rest.text(document), writers);
      }
      writers.forEach(StubbornWriter::begin);
      writers.forEach(writer -> writer.awaitAcks(FEWEST_EDITS));
      server.stop();
      writers.forEach(writer -> assertEquals(1012, writer.awaitLoss()));
      server.restart();
      writers.forEach(StubbornWriter::finish);
      checkComplete(rest.text(document), writers);
    }
  }

  private static List<StubbornWriter> writers(URI base, String document) {
    return IntStream.range(0, WRITERS)
        .mapToObj(number -> new StubbornWriter(base, document, "w" + number))
        .toList();
  }

  private static void check(String text, List<StubbornWriter> writers) {
    for (StubbornWriter writer : writers) {
      for (String mark : writer.acknowledged()) {
        assertEquals(1, count(text, mark), () -> mark + " was acknowledged; it is in " + text);
      }
      writer.pending().ifPresent(mark -> assertTrue(count(text, mark) <= 1, mark));
    }
  }

  private static void checkComplete(String text, List<StubbornWriter> writers) {
    var marks = new ArrayList<String>();
    writers.forEach(writer -> marks.addAll(writer.acknowledged()));
    check(text, writers);
    assertEquals(
        marks.stream().mapToInt(String::length).sum() + 1, text.length(), "nothing else is there");
  }

  private static int count(String text, String mark) {
    int count = 0;
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      count++;
    }
    return count;
  }
}
