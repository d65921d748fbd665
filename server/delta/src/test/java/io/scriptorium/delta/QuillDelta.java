package io.scriptorium.delta;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The quill-delta of {@code client-web}, asked in a Node process. */
final class QuillDelta {
  private static final int LIMIT_SECONDS = 120;

  private QuillDelta() {}

  /** Its answers to these cases, in their order. */
  static List<JsonNode> answers(List<Case> cases) {
    var installed = Conformance.root().resolve("client-web/node_modules/quill-delta/package.json");
    if (!Files.isRegularFile(installed)) {
      throw new IllegalStateException(
          "quill-delta is not installed in client-web: run ./mvnw -pl client-web initialize");
    }
    try {
      return ask(cases);
    } catch (IOException noNode) {
      throw new UncheckedIOException(
          "Node could not be asked: install Node 20 or newer as node", noNode);
    }
  }

  private static List<JsonNode> ask(List<Case> cases) throws IOException {
    var questions = Files.createTempFile("cases", ".jsonl");
    var answers = Files.createTempFile("answers", ".jsonl");
    try {
      Files.write(questions, cases.stream().map(Case::toString).toList());
      run(
          new ProcessBuilder("node", Conformance.folder().resolve("oracle.mjs").toString())
              .redirectInput(questions.toFile())
              .redirectOutput(answers.toFile()));
      return Files.readAllLines(answers).stream().map(JsonMapper.shared()::readTree).toList();
    } finally {
      Files.delete(questions);
      Files.delete(answers);
    }
  }

  private static void run(ProcessBuilder node) throws IOException {
    var errors = Files.createTempFile("errors", ".txt");
    var process = node.redirectError(errors.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Node has not answered in " + LIMIT_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException("Node failed: " + Files.readString(errors, UTF_8));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Node", interrupted);
    } finally {
      process.destroyForcibly();
      Files.delete(errors);
    }
  }
}
