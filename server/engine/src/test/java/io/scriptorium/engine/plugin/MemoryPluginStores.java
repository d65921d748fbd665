package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What plugins keep, in memory: for tests. It outlives the servers that use it. */
public final class MemoryPluginStores implements PluginStores {
  private static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final Map<String, Kept> kept = new HashMap<>();
  private final Kept host = new Kept();

  /** An empty one. */
  public MemoryPluginStores() {}

  /** What one plugin keeps; guarded by itself. */
  private static final class Kept {
    final Map<String, NavigableMap<String, String>> storage = new HashMap<>();
    final NavigableMap<String, Checkpoints.Known> known = new TreeMap<>();
    long bytes = Long.MAX_VALUE;

    NavigableMap<String, String> of(String document) {
      return storage.computeIfAbsent(document, none -> new TreeMap<>(BY_BYTES));
    }

    long size() {
      return storage.values().stream()
          .flatMap(map -> map.entrySet().stream())
          .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
          .sum();
    }
  }

  /** A server of its own, with nothing but these parts. */
  public static HostParts parts(PluginStores stores, HookThreads threads) {
    return new HostParts(stores, (plugin, key) -> Optional.empty(), threads);
  }

  @Override
  public synchronized PluginStore open(String plugin, long bytes) {
    Kept of = kept.computeIfAbsent(plugin, none -> new Kept());
    of.bytes = bytes;
    return new Opened(of);
  }

  @Override
  public PluginStorage ofHost() {
    return new Opened(host).storage();
  }

  @Override
  public synchronized void forget(DocumentId document) {
    for (Kept of : kept.values()) {
      synchronized (of) {
        of.storage.remove(document.value());
        of.known.remove(document.value());
      }
    }
  }

  /** What a plugin was told of a document, durably: the newest revision. */
  public synchronized Optional<Revision> seen(String plugin, DocumentId document) {
    return Optional.ofNullable(kept.get(plugin))
        .map(of -> of.known.get(document.value()))
        .map(Checkpoints.Known::seen);
  }

  /** The documents of which any plugin keeps something, its checkpoint included. */
  public synchronized Set<DocumentId> documents() {
    Set<DocumentId> documents = new HashSet<>();
    for (Kept of : kept.values()) {
      synchronized (of) {
        of.known.keySet().forEach(id -> documents.add(new DocumentId(id)));
        of.storage.entrySet().stream()
            .filter(about -> !about.getKey().isEmpty() && !about.getValue().isEmpty())
            .forEach(about -> documents.add(new DocumentId(about.getKey())));
      }
    }
    return documents;
  }

  @Override
  public void close() {}

  private static final class Opened implements PluginStore, Checkpoints {
    private final Kept of;
    private volatile boolean closed;

    Opened(Kept of) {
      this.of = of;
    }

    private void check() {
      if (closed) {
        throw new PluginException("closed");
      }
    }

    @Override
    public PluginStorage storage() {
      return new Storage("");
    }

    @Override
    public PluginStorage storage(DocumentId document) {
      return new Storage(document.value());
    }

    @Override
    public Checkpoints checkpoints() {
      return this;
    }

    @Override
    public Path folder() {
      try {
        return Files.createTempDirectory("plugin");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public Optional<Known> find(DocumentId document) {
      check();
      synchronized (of) {
        return Optional.ofNullable(of.known.get(document.value()));
      }
    }

    @Override
    public List<Known> list(Optional<DocumentId> beyond, int limit) {
      check();
      synchronized (of) {
        var rest = beyond.isEmpty() ? of.known : of.known.tailMap(beyond.get().value(), false);
        return rest.values().stream().limit(limit).toList();
      }
    }

    @Override
    public void save(Collection<Known> known) {
      check();
      synchronized (of) {
        known.forEach(one -> of.known.put(one.document().value(), one));
      }
    }

    private final class Storage implements PluginStorage {
      private final String document;

      Storage(String document) {
        this.document = document;
      }

      @Override
      public Optional<String> get(String key) {
        check();
        checkKey(key);
        synchronized (of) {
          return Optional.ofNullable(of.of(document).get(key));
        }
      }

      @Override
      public List<Entry> list(
          String prefix, Optional<String> beyond, Direction direction, int limit) {
        check();
        if (limit < 1 || limit > 10_000) {
          throw new IllegalArgumentException("a limit is 1 to 10000, got " + limit);
        }
        synchronized (of) {
          var map = of.of(document);
          var ordered = direction == Direction.ASCENDING ? map : map.descendingMap();
          var rest = beyond.isEmpty() ? ordered : ordered.tailMap(beyond.get(), false);
          return rest.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(prefix))
              .limit(limit)
              .map(entry -> new Entry(entry.getKey(), entry.getValue()))
              .toList();
        }
      }

      @Override
      public void write(List<Write> writes) {
        check();
        writes.forEach(write -> checkKey(write.key()));
        synchronized (of) {
          Map<String, String> before = Map.copyOf(of.of(document));
          writes.forEach(this::carryOut);
          if (of.size() > of.bytes) {
            of.of(document).clear();
            of.of(document).putAll(before);
            throw new PluginException("the share of the disk is used up");
          }
        }
      }

      private void carryOut(Write write) {
        switch (write) {
          case Write.Put(String key, String value) -> of.of(document).put(key, value);
          case Write.Remove(String key) -> of.of(document).remove(key);
        }
      }

      private static void checkKey(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > MAX_KEY_BYTES) {
          throw new IllegalArgumentException("a key has 1 to 512 bytes, got " + bytes);
        }
      }
    }
  }
}
