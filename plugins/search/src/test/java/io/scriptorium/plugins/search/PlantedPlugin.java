package io.scriptorium.plugins.search;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The search, with files in its folder that somebody else has left there. */
final class PlantedPlugin implements Plugin {
  private final SearchPlugin search = new SearchPlugin();
  private final Optional<Path> files;
  private @Nullable Path folder;

  PlantedPlugin(Optional<Path> files) {
    this.files = files;
  }

  /** Where it keeps its index. */
  Path folder() {
    if (folder == null) {
      throw new IllegalStateException("it was not started");
    }
    return folder;
  }

  @Override
  public String name() {
    return search.name();
  }

  @Override
  public void start(PluginContext context) throws Exception {
    Path own = context.folder();
    folder = own;
    if (files.isPresent() && !Files.exists(own.resolve("index-1"))) {
      copy(files.get(), own);
    }
    search.start(context);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Override
  public void onChange(DocumentId document, Change change, Snapshot after) {
    search.onChange(document, change, after);
  }

  @Override
  public void onDocumentCreated(DocumentInfo document) {
    search.onDocumentCreated(document);
  }

  @Override
  public void onDocumentRenamed(DocumentInfo document) {
    search.onDocumentRenamed(document);
  }

  @Override
  public void onDocumentDeleted(DocumentId document) {
    search.onDocumentDeleted(document);
  }

  @Override
  public void close() {
    search.close();
  }
}
