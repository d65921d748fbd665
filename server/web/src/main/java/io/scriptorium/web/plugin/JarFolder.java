package io.scriptorium.web.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A folder of jars, looked at again and again: each look tells what has come, changed or gone since
 * the one before. A jar that is still being copied is left alone: it counts once two looks in a row
 * saw the same file and it opens as a jar. For one thread.
 */
final class JarFolder {
  /** For so many looks a file may lie there unchanged without being a jar, before that is told. */
  private static final int PATIENCE_LOOKS = 5;

  private final Path folder;
  private final Map<String, Seen> seen = new HashMap<>();

  JarFolder(Path folder) {
    this.folder = folder;
  }

  /** What a look found. */
  sealed interface Change {
    /** The jar's file name. */
    String file();

    /** A jar is new, or another than before. */
    record Came(String file) implements Change {}

    /** A jar is no longer there. */
    record Went(String file) implements Change {}

    /** A file that ends in {@code .jar} is none. */
    record Unreadable(String file, String reason) implements Change {}
  }

  /**
   * Looks, and tells of each change once: what went before what came.
   *
   * @throws IOException if the folder cannot be read
   */
  List<Change> look() throws IOException {
    SortedMap<String, Stamp> now = stamps();
    List<Change> changes = new ArrayList<>();
    seen.keySet()
        .removeIf(file -> {
          boolean gone = !now.containsKey(file);
          if (gone) {
            changes.add(new Change.Went(file));
          }
          return gone;
        });
    now.forEach((file, stamp) -> {
      Seen known = seen.get(file);
      if (known == null || !known.stamp.equals(stamp)) {
        seen.put(file, new Seen(stamp));
      } else if (!known.told) {
        settled(file, known, changes);
      }
    });
    return changes;
  }

  /** Whether a file has changed lately, so that the next look should come soon. */
  boolean isSettling() {
    return seen.values().stream().anyMatch(file -> !file.told);
  }

  private void settled(String file, Seen known, List<Change> changes) {
    known.looks++;
    try {
      new ZipFile(folder.resolve(file).toFile()).close();
      known.told = true;
      changes.add(new Change.Came(file));
    } catch (IOException notOrNotYet) {
      if (known.looks >= PATIENCE_LOOKS) {
        known.told = true;
        changes.add(new Change.Unreadable(file, "it is no jar: " + notOrNotYet.getMessage()));
      }
    }
  }

  private SortedMap<String, Stamp> stamps() throws IOException {
    SortedMap<String, Stamp> stamps = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar") && !name.startsWith(".")) {
          stamp(file, name, stamps);
        }
      }
    }
    return stamps;
  }

  private static void stamp(Path file, String name, SortedMap<String, Stamp> stamps)
      throws IOException {
    try {
      var facts = Files.readAttributes(file, BasicFileAttributes.class);
      if (facts.isRegularFile()) {
        stamps.put(name, new Stamp(facts.size(), facts.lastModifiedTime(), facts.fileKey()));
      }
    } catch (NoSuchFileException goneMeanwhile) {
      // As if it had not been listed.
    }
  }

  /** Tells one state of a file from another, without reading it. */
  private record Stamp(long bytes, FileTime modified, @Nullable Object key) {}

  private static final class Seen {
    final Stamp stamp;
    int looks;
    boolean told;

    Seen(Stamp stamp) {
      this.stamp = stamp;
    }
  }
}
