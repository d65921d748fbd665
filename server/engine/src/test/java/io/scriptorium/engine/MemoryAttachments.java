package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Attachments in memory: for tests. */
public final class MemoryAttachments implements Attachments {
  private final InstantSource clock;
  private final Map<AttachmentId, Attachment> contents = new HashMap<>();
  private final Map<DocumentId, Map<AttachmentId, Stay>> documents = new HashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  private record Stay(Instant since, boolean claimed) {}

  /** None at first. */
  public MemoryAttachments(InstantSource clock) {
    this.clock = clock;
  }

  /** Has the next claims fail. */
  void failClaims(int times) {
    failures.set(times);
  }

  @Override
  public synchronized Outcome keep(DocumentId document, Attachment attachment, long mostBytes) {
    Map<AttachmentId, Stay> own = documents.computeIfAbsent(document, any -> new HashMap<>());
    @Nullable Stay there = own.get(attachment.id());
    if (there == null && used(own) + attachment.content().length > mostBytes) {
      return Outcome.NO_ROOM;
    }
    contents.putIfAbsent(attachment.id(), attachment);
    own.put(attachment.id(), new Stay(clock.instant(), there != null && there.claimed));
    return there == null ? Outcome.ADDED : Outcome.THERE;
  }

  private long used(Map<AttachmentId, Stay> own) {
    return own.keySet().stream()
        .flatMap(id -> Optional.ofNullable(contents.get(id)).stream())
        .mapToLong(content -> content.content().length)
        .sum();
  }

  @Override
  public synchronized Optional<Attachment> find(DocumentId document, AttachmentId id) {
    return documents.getOrDefault(document, Map.of()).containsKey(id)
        ? Optional.ofNullable(contents.get(id))
        : Optional.empty();
  }

  @Override
  public synchronized boolean claim(DocumentId document, Set<AttachmentId> ids) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new StoreException("the disk is gone", new IllegalStateException());
    }
    Map<AttachmentId, Stay> own = documents.computeIfAbsent(document, any -> new HashMap<>());
    ids.forEach(id -> own.computeIfPresent(id, (same, stay) -> new Stay(stay.since, true)));
    return own.keySet().containsAll(ids);
  }

  @Override
  public synchronized void forget(DocumentId document) {
    documents.remove(document);
  }

  @Override
  public synchronized void sweep(Instant unclaimedSince) {
    for (Map<AttachmentId, Stay> own : documents.values()) {
      own.values().removeIf(stay -> !stay.claimed && stay.since.isBefore(unclaimedSince));
    }
    contents
        .keySet()
        .removeIf(id -> documents.values().stream().noneMatch(own -> own.containsKey(id)));
  }

  /** How many contents are kept, each once. */
  public synchronized int contents() {
    return contents.size();
  }
}
