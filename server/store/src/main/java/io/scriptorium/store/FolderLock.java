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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to be the only server on a data folder: a lock on a file in it, which the operating
 * system takes back when the process ends, however it ends. The file itself stays and says which
 * process had it last.
 */
final class FolderLock implements AutoCloseable {
  /**
   * The files that this process has locked. POSIX takes a process's lock on a file away as soon as
   * the process closes any descriptor of that file (fcntl(2)), so a second attempt within it must
   * be turned down before it opens the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder is there
   * @throws StoreException if another process, or this one, has it
   */
  static FolderLock take(Path folder) {
    try {
      Path file = folder.toRealPath().resolve("scriptorium.lock");
      if (!HELD_HERE.add(file)) {
        throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
      }
      try {
        return lock(folder, file);
      } catch (IOException | StoreException failure) {
        HELD_HERE.remove(file);
        throw failure;
      }
    } catch (IOException failure) {
      throw new StoreException("The data folder " + folder + " cannot be written to.", failure);
    }
  }

  private static FolderLock lock(Path folder, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!locked(channel)) {
        throw inUse(folder, Files.readString(file).strip());
      }
      String process = ProcessHandle.current().pid() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
      return new FolderLock(file, channel);
    } catch (IOException | StoreException failure) {
      channel.close();
      throw failure;
    }
  }

  /**
   * The virtual machine knows of locks that another class loader's copy of this class has taken.
   */
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  private static StoreException inUse(Path folder, String process) {
    String message =
        "The data folder %s is in use by another server (process %s).".formatted(folder, process);
    return new StoreException(message, new IllegalStateException(message));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new StoreException("The data folder's lock cannot be given back.", failure);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
