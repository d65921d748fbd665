package io.scriptorium.plugins.search;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/** What is known of an index's files before they are opened. */
final class IndexFiles {
  private static final String FORMAT_KEY = "scriptorium.search.format";

  /** Rises with the fields of {@link DocumentIndex}. */
  private static final int FIELDS_VERSION = 1;

  /** What every commit carries, so that an index of another make is known as such. */
  static final Map<String, String> FORMAT =
      Map.of(FORMAT_KEY, FIELDS_VERSION + "." + WordAnalyzer.VERSION);

  /** What is held in memory before it becomes a segment; Lucene's default is 16. */
  private static final double BUFFER_MB = 32;

  private IndexFiles() {}

  static IndexWriterConfig config(Analyzer analyzer, OpenMode mode) {
    return new IndexWriterConfig(analyzer)
        .setOpenMode(mode)
        .setRAMBufferSizeMB(BUFFER_MB)
        .setCommitOnClose(false);
  }

  /** Whether the folder's last commit was made by these rules. */
  static boolean areOfThisMake(Directory folder) throws IOException {
    return DirectoryReader.indexExists(folder)
        && FORMAT.equals(SegmentInfos.readLatestCommit(folder).getUserData());
  }

  /** Whether the files are at fault, rather than the disk or somebody who holds the lock. */
  static boolean isDamage(IOException failure) {
    return failure instanceof CorruptIndexException
        || failure instanceof IndexFormatTooOldException
        || failure instanceof IndexFormatTooNewException
        || failure instanceof NoSuchFileException
        || failure instanceof FileNotFoundException
        || failure instanceof EOFException;
  }
}
