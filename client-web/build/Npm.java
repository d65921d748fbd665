import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs npm for Maven, and only when there is something to do. Started from the source file, in the
 * folder of the browser client:
 *
 * <ul>
 *   <li>{@code install} runs {@code npm ci} if the lock has changed since the last time;
 *   <li>{@code build} runs {@code npm run build} if a file of the client has changed since;
 *   <li>{@code plugin FOLDER} bundles the browser half of the plugin in that folder into its {@code
 *       target/classes}, if one of its files or of what bundles it has changed since;
 *   <li>any other word is one of package.json's scripts and is always run.
 * </ul>
 *
 * <p>What was done is remembered as a hash of what it was done with, beside its result, so that
 * deleting the result forgets it.
 */
final class Npm {
  /** What Vite 7 asks for. */
  private static final int[] OLDEST_NODE = {20, 19, 0};

  private static final Path MODULES = Path.of("node_modules");
  private static final Path INSTALLED = MODULES.resolve(".installed");
  private static final Path DIST = Path.of("dist");
  private static final Path BUILT = Path.of("target", "built");

  /** What decides, beside its own files, what a plugin's bundle looks like. */
  private static final List<Path> BUNDLER =
      List.of(
          Path.of("package-lock.json"),
          Path.of("vite.plugin.config.ts"),
          Path.of("build", "client-modules.ts"));

  /** Folders that hold results and not sources. */
  private static final Set<Path> RESULTS = Set.of(MODULES, DIST, Path.of("target"));

  private Npm() {}

  public static void main(String[] args) {
    try {
      requireNode();
      switch (args[0]) {
        case "install" -> install();
        case "build" -> build();
        case "plugin" -> plugin(Path.of(args[1]).toAbsolutePath().normalize());
        default -> npm("run", args[0]);
      }
    } catch (Refusal refusal) {
      System.err.println(refusal.getMessage());
      System.exit(1);
    }
  }

  private static void install() {
    String lock = hash(Stream.of(Path.of("package-lock.json")));
    if (lock.equals(remembered(INSTALLED))) {
      return;
    }
    System.out.println("Installing the browser client's npm packages (npm ci) ...");
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
    remember(INSTALLED, lock);
  }

  private static void build() {
    String sources = hash(sources());
    if (sources.equals(remembered(BUILT)) && Files.isRegularFile(DIST.resolve("index.html"))) {
      System.out.println("The browser client is up to date.");
      return;
    }
    System.out.println("Building the browser client (npm run build) ...");
    npm("run", "build", "--silent");
    remember(BUILT, sources);
  }

  /** Plugins are built without this module, too, so that the packages are not there for sure. */
  private static void plugin(Path folder) {
    install();
    Path web = folder.resolve("src/main/web");
    Path bundle = folder.resolve("target/classes/META-INF/scriptorium/web");
    Path built = folder.resolve("target/web-built");
    String sources = hash(Stream.concat(files(web), BUNDLER.stream()));
    if (sources.equals(remembered(built)) && Files.isRegularFile(bundle.resolve("plugin.js"))) {
      return;
    }
    System.out.println("Bundling the browser half of " + folder.getFileName() + " ...");
    npm("run", "--silent", "build:plugin", "--", web.toString(), "--outDir", bundle.toString());
    remember(built, sources);
  }

  private static void requireNode() {
    String found = output("node", "--version");
    int[] version =
        Stream.of(found.replaceFirst("^v", "").split("[.-]"))
            .limit(3)
            .mapToInt(Integer::parseInt)
            .toArray();
    if (Arrays.compare(version, OLDEST_NODE) < 0) {
      throw new Refusal(needNode("the `node` on the PATH is " + found));
    }
  }

  private static String needNode(String found) {
    return "Scriptorium's browser client is built with Node.js %d.%d or newer and its npm, and %s: install it, for example from https://nodejs.org."
        .formatted(OLDEST_NODE[0], OLDEST_NODE[1], found);
  }

  private static void npm(String... arguments) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> command =
        Stream.concat(Stream.of(windows ? "npm.cmd" : "npm"), Stream.of(arguments)).toList();
    int status = finished(started(new ProcessBuilder(command).inheritIO(), "npm"));
    if (status != 0) {
      throw new Refusal("`%s` failed with status %d.".formatted(String.join(" ", command), status));
    }
  }

  private static String output(String... command) {
    Process process = started(new ProcessBuilder(command), command[0]);
    try (var reader = process.inputReader()) {
      String text = reader.readAllAsString().strip();
      finished(process);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process started(ProcessBuilder builder, String program) {
    try {
      return builder.start();
    } catch (IOException _) {
      throw new Refusal(needNode("there is no `" + program + "` on the PATH"));
    }
  }

  private static int finished(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException _) {
      process.destroy();
      throw new Refusal("Interrupted.");
    }
  }

  private static Stream<Path> sources() {
    return files(Path.of("")).filter(file -> RESULTS.stream().noneMatch(file::startsWith));
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(Stream<Path> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : (Iterable<Path>) files::iterator) {
        digest.update(file.toString().getBytes());
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static String remembered(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remember(Path file, String hash) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sentence for the person at the keyboard, in place of a stack trace. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String sentence) {
      super(sentence);
    }
  }
}
