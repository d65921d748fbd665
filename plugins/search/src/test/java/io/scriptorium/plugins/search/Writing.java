package io.scriptorium.plugins.search;

import io.scriptorium.plugin.testkit.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A server on which people write the same for each seed, and whose search can be given another
 * index: what one process has left behind, or none. What the host has told the plugin, and what the
 * plugin has stored, stays as it is then.
 */
final class Writing implements AutoCloseable {
  /** Answers to these are compared beside the index itself. */
  private static final List<String> QUESTIONS =
      List.of(
          "after:1970",
          "apple",
          "appel",
          "str",
          "\"müde weather\"",
          "東京",
          "كتاب -pear",
          "title:apple",
          "author:grace weather",
          "mail OR amour");

  private final TestServer<PlantedPlugin> server;
  private final Scribes scribes;
  private Optional<Path> planted = Optional.empty();

  /** After so many steps. */
  Writing(long seed, int steps) {
    server = TestServer.with(() -> new PlantedPlugin(planted));
    scribes = new Scribes(server, seed);
    for (int step = 0; step < steps; step++) {
      scribes.step();
    }
  }

  /** Somebody does something more. */
  void step() {
    scribes.step();
  }

  /** Where the plugin keeps its index. */
  Path folder() {
    return server.plugin().folder();
  }

  /** Starts the plugin again, with these files as its folder, or with an empty one. */
  void restartWith(Optional<Path> files) {
    server.stop();
    server.removeFolder();
    planted = files;
    server.start();
  }

  /** Ends the plugin, whose files stay. */
  void stop() {
    server.stop();
  }

  /** Starts the plugin, with the files as they are now. */
  void start() {
    server.start();
  }

  /** All that the index says when it has settled: each field of each document, and answers. */
  Map<String, String> told() {
    server.advance(Duration.ofSeconds(10));
    Map<String, String> told = new TreeMap<>();
    Desk desk = new Desk(server);
    for (String question : QUESTIONS) {
      told.put("asked " + question, inOrderOfIds(desk.ask(question)));
    }
    Path folder = folder();
    server.stop();
    told.putAll(IndexDump.of(folder));
    server.start();
    return told;
  }

  /** Not in the order of worth: that depends on when deleted documents leave the index. */
  private static String inOrderOfIds(Answer answer) {
    List<String> hits = answer.hits().stream().map(Hit::toString).sorted().toList();
    return answer.total() + " " + answer.more() + " " + answer.notices() + " " + hits;
  }

  @Override
  public void close() {
    server.close();
  }
}
