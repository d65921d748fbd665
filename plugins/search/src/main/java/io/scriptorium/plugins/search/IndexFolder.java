package io.scriptorium.plugins.search;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * Where in the plugin's folder the index is: in {@code index-1}, as a rule. An instance of the
 * plugin that hangs is never closed and keeps its files locked; the next one then makes an index of
 * its own beside them, {@code index-2}, rather than wait or write in the same files. What nobody
 * holds any more is deleted at the next start.
 */
final class IndexFolder {
  private static final System.Logger LOG = System.getLogger(IndexFolder.class.getName());
  private static final Pattern NAME = Pattern.compile("index-(\\d{1,9})");

  private IndexFolder() {}

  /** Opens an index in a folder. */
  @FunctionalInterface
  interface Opening<T> {
    /**
     * The index in this directory.
     *
     * @throws LockObtainFailedException if somebody else has it open
     */
    T open(Directory directory) throws IOException;
  }

  /** The newest one that nobody else holds; a new one if there is none. */
  static <T> T open(Path folder, Opening<T> opening) throws IOException {
    List<Integer> numbers = numbers(folder);
    for (int number : numbers.reversed()) {
      try {
        T opened = opening.open(directory(folder, number));
        numbers.stream().filter(n -> n != number).forEach(n -> delete(folder, n));
        return opened;
      } catch (LockObtainFailedException e) {
        LOG.log(Level.WARNING, "the search index index-" + number + " is still held by another");
      }
    }
    return opening.open(directory(folder, numbers.isEmpty() ? 1 : numbers.getLast() + 1));
  }

  private static Directory directory(Path folder, int number) throws IOException {
    return FSDirectory.open(folder.resolve("index-" + number));
  }

  private static List<Integer> numbers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(name -> name.matches())
          .map(name -> Integer.valueOf(name.group(1)))
          .sorted()
          .toList();
    }
  }

  /** Deletes an index, unless somebody still holds it. */
  private static void delete(Path folder, int number) {
    try (Directory directory = directory(folder, number)) {
      empty(directory);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the search index index-" + number + " stays for now", e);
      return;
    }
    removeEmpty(folder.resolve("index-" + number));
  }

  /**
   * Deletes the files of an index.
   *
   * @throws LockObtainFailedException if somebody has it open
   */
  static void empty(Directory index) throws IOException {
    try (Lock held = index.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      held.ensureValid();
      for (String file : index.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          index.deleteFile(file);
        }
      }
    }
  }

  private static void removeEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(IndexWriter.WRITE_LOCK_NAME));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, folder.getFileName() + " stays for now", e);
    }
  }
}
