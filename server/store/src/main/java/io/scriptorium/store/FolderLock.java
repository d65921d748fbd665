package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to be the only server on a data folder: a lock on a file in it, which the operating
 * system takes back when the process ends, however it ends. The file itself stays and says which
 * process had it last.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws StoreException if another process, or this one, has it
   */
  static FolderLock take(Path file) {
    try {
      FolderLock lock =
          new FolderLock(
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE));
      lock.acquire(file);
      return lock;
    } catch (IOException failure) {
      throw new StoreException(
          "The data folder " + file.getParent() + " cannot be written to.", failure);
    }
  }

  private void acquire(Path file) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new OverlappingFileLockException();
      }
      channel.truncate(0);
      String process = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
    } catch (OverlappingFileLockException taken) {
      channel.close();
      throw new StoreException(
          "The data folder %s is in use by another server (process %s)."
              .formatted(file.getParent(), Files.readString(file).strip()),
          taken);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new StoreException("The data folder's lock cannot be given back.", failure);
    }
  }
}
