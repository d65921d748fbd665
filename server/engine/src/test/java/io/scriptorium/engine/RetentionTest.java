package io.scriptorium.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.plugin.PluginStore;
import io.scriptorium.plugin.DocumentId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final DocumentId OTHER = new DocumentId("other");
  private static final Duration KEPT = Limits.defaults().keepDeleted();

  private final TestServer server = new TestServer();

  RetentionTest() {
    server.catalogue.create(OTHER, "Other");
    server.settle();
  }

  @Test
  void whatWasDeletedLongAgoGoesAtTheNextStart() {
    server.catalogue.delete(OTHER);
    server.clock.set(server.clock.instant().plus(KEPT).plusMillis(1));
    server.restart();
    server.settle();
    assertEquals(List.of(OTHER), server.purged);
    assertEquals(Optional.empty(), server.catalogue.restore(OTHER));
    assertTrue(server.catalogue.find(TestServer.DOCUMENT).isPresent());
  }

  @Test
  void runningServerLooksEachDay() {
    server.pass(Duration.ofHours(1));
    server.catalogue.delete(OTHER);
    server.pass(KEPT.minusHours(1));
    assertEquals(List.of(), server.purged, "deleted for less than the time");
    server.pass(Duration.ofDays(1));
    assertEquals(List.of(OTHER), server.purged);
  }

  @Test
  void restoredDocumentStays() {
    server.catalogue.delete(OTHER);
    server.pass(KEPT.minusHours(1));
    server.catalogue.restore(OTHER);
    server.pass(Duration.ofDays(3));
    assertEquals(List.of(), server.purged);
    assertTrue(server.catalogue.find(OTHER).isPresent());
  }

  @Test
  void failingStoreIsAskedAgainTheNextDay() {
    server.catalogue.delete(OTHER);
    server.pass(KEPT);
    server.catalogue.failPurges(
        Optional.of(new StoreException("the disk is full", new IllegalStateException())));
    server.pass(Duration.ofDays(1));
    assertEquals(List.of(), server.purged);
    assertEquals(1, server.purgesFailed);
    server.catalogue.failPurges(Optional.empty());
    server.pass(Duration.ofDays(1));
    assertEquals(List.of(OTHER), server.purged);
  }

  @Test
  void whatPluginsKeepGoesAtTheNextStartIfTheServerDiesBefore() {
    try (PluginStore store = server.pluginStores.open("words", 1 << 20)) {
      store.storage(OTHER).put("count", "3");
      store.storage(TestServer.DOCUMENT).put("count", "4");
    }
    server.catalogue.delete(OTHER);
    server.clock.set(server.clock.instant().plus(KEPT).plusMillis(1));
    assertThrows(
        IllegalStateException.class,
        () ->
            server.catalogue.purge(
                server.clock.instant().minus(KEPT),
                id -> {
                  throw new IllegalStateException("the server dies");
                }));
    assertEquals(Set.of(OTHER, TestServer.DOCUMENT), server.pluginStores.documents());
    server.restart();
    server.settle();
    assertEquals(List.of(OTHER), server.purged);
    assertEquals(Set.of(TestServer.DOCUMENT), server.pluginStores.documents());
  }

  @Test
  void closedServerRemovesNothing() {
    server.catalogue.delete(OTHER);
    server.server.close();
    server.pass(KEPT.plusDays(2));
    assertEquals(List.of(), server.purged);
  }
}
