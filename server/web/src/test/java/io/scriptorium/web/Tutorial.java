package io.scriptorium.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page "Your first plugin", followed to the letter in a folder of its own: a code block under a
 * line that is a path is that file; a block of {@code sh} is run. What a reader does once, to have
 * the artifacts, is done here without touching anybody's Maven repository: they lie in one of their
 * own, which Maven looks into besides.
 */
final class Tutorial {
  /** As {@code install -pl server/plugin-testkit -am} publishes them. */
  private static final List<String> PUBLISHED =
      List.of("", "server/delta", "server/plugin-api", "server/plugin-testkit");

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:^`([^`\\n]+)`\\n\\n)?^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern VERSION =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  private static final long LIMIT_SECONDS = 300;

  private final Path root;
  private final Path folder;
  private final Path plugins;
  private final Path repository;

  /**
   * @param root of the clone
   * @param folder empty
   * @param plugins the server's plugins folder
   * @param repository where Maven keeps what it fetches for this, for the next time
   */
  Tutorial(Path root, Path folder, Path plugins, Path repository) {
    this.root = root;
    this.folder = folder;
    this.plugins = plugins;
    this.repository = repository;
  }

  /** One block of the page; its path is empty if it is none of a file. */
  record Block(String path, String language, String text) {}

  /** Does what the page says, from the first block to the last. */
  void follow() throws IOException {
    var published = folder.resolveSibling("published");
    for (var module : PUBLISHED) {
      publish(module, published);
    }
    for (var block : blocks()) {
      if (!block.path().isEmpty()) {
        var file = folder.resolve(block.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.text());
      } else if (block.language().equals("sh")) {
        run(block.text(), published);
      }
    }
  }

  /** The page's blocks, in order. */
  List<Block> blocks() throws IOException {
    var page = Files.readString(root.resolve("src/site/markdown/plugins/your-first-plugin.md"));
    List<Block> blocks = new ArrayList<>();
    var matcher = BLOCK.matcher(page);
    while (matcher.find()) {
      var path = matcher.group(1) == null ? "" : matcher.group(1);
      blocks.add(new Block(path, matcher.group(2), matcher.group(3)));
    }
    return blocks;
  }

  /** Puts a module's POM and jar where Maven would have installed them. */
  private void publish(String module, Path published) throws IOException {
    var pom = root.resolve(module).resolve("pom.xml");
    var text = Files.readString(pom);
    Matcher parent = VERSION.matcher(text);
    if (!parent.find()) {
      throw new AssertionError("no version in " + pom);
    }
    var version = parent.group(2);
    var artifact = module.isEmpty() ? parent.group(1) : module.replace("server/", "scriptorium-");
    var name = artifact + "-" + version;
    var target = published.resolve("io/scriptorium").resolve(artifact).resolve(version);
    Files.createDirectories(target);
    Files.copy(pom, target.resolve(name + ".pom"));
    if (!module.isEmpty()) {
      var jar = root.resolve(module).resolve("target").resolve(name + ".jar");
      Files.copy(jar, target.resolve(name + ".jar"));
    }
  }

  /** Runs commands as a reader's shell does; they must succeed. */
  private void run(String commands, Path published) throws IOException {
    var output = folder.resolveSibling("output.txt");
    var builder = new ProcessBuilder("sh", "-e", "-c", commands);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SCRIPTORIUM", root.toString(),
                "PLUGINS", plugins.toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "MAVEN_ARGS", mavenArguments(published)));
    var process = builder.start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("after " + LIMIT_SECONDS + " s still runs: " + commands);
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(commands + " failed:\n" + Files.readString(output));
    }
  }

  /** Also looked into: what was published, and what this build has fetched already. */
  private String mavenArguments(Path published) {
    var fetched =
        System.getProperty(
            "scriptorium.it.repository",
            Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
    return String.join(
        " ",
        "--batch-mode",
        "-Dmaven.repo.local=" + repository,
        "-Dmaven.repo.local.tail=" + published + "," + fetched);
  }

  /** The clone, seen from this module, in which its tests run. */
  static Path root() {
    return Path.of("").toAbsolutePath().resolve("../..").normalize();
  }
}
