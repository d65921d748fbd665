package io.scriptorium.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.plugin.Checkpoints.Known;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.PluginStorage.Direction;
import io.scriptorium.plugin.PluginStorage.Entry;
import io.scriptorium.plugin.PluginStorage.Write;
import io.scriptorium.plugin.Revision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link PluginStores} must do. */
public abstract class PluginStoresContract {
  private static final long SHARE = 1L << 20;
  private static final DocumentId MINUTES = new DocumentId("minutes");
  private static final DocumentId NOTES = new DocumentId("notes");

  /** For subclasses. */
  protected PluginStoresContract() {}

  /** The one under test, empty at first; the same at each call within one test. */
  protected abstract PluginStores stores();

  private PluginStore open() {
    return stores().open("words", SHARE);
  }

  private static List<String> keys(List<Entry> entries) {
    return entries.stream().map(Entry::key).toList();
  }

  @Test
  void whatWasPutIsThereWhenItIsOpenedAgain() {
    try (PluginStore store = open()) {
      store.storage().put("key", "value");
      store.storage().put("key", "newer");
    }
    try (PluginStore store = open()) {
      assertEquals(Optional.of("newer"), store.storage().get("key"));
    }
  }

  @Test
  void documentsAndPluginsKeepTheirOwn() {
    try (PluginStore store = open();
        PluginStore other = stores().open("other", SHARE)) {
      store.storage(MINUTES).put("key", "of minutes");
      assertEquals(Optional.empty(), store.storage().get("key"));
      assertEquals(Optional.empty(), store.storage(NOTES).get("key"));
      assertEquals(Optional.empty(), other.storage(MINUTES).get("key"));
      assertEquals(Optional.of("of minutes"), store.storage(MINUTES).get("key"));
    }
  }

  @Test
  void keysAreOrderedByTheirBytes() {
    try (PluginStore store = open()) {
      PluginStorage storage = store.storage();
      // U+FF5E comes before the surrogates of U+1F600 in UTF-8, and after them in UTF-16.
      for (String key : List.of("z", "\uD83D\uDE00", "\uFF5E", "a", "ab", "Z")) {
        storage.put(key, "");
      }
      var all = storage.list("", Optional.empty(), Direction.ASCENDING, 10);
      assertEquals(List.of("Z", "a", "ab", "z", "\uFF5E", "\uD83D\uDE00"), keys(all));
      var back = storage.list("", Optional.empty(), Direction.DESCENDING, 2);
      assertEquals(List.of("\uD83D\uDE00", "\uFF5E"), keys(back));
    }
  }

  @Test
  void listsGoOnBeyondAKeyWithinTheirPrefix() {
    try (PluginStore store = open()) {
      PluginStorage storage = store.storage();
      List.of("m", "m/1", "m/2", "m/3", "n").forEach(key -> storage.put(key, key));
      assertEquals(
          List.of("m/2", "m/3"),
          keys(storage.list("m/", Optional.of("m/1"), Direction.ASCENDING, 10)));
      assertEquals(
          List.of("m/2", "m/1"),
          keys(storage.list("m/", Optional.of("m/3"), Direction.DESCENDING, 10)));
      assertEquals(
          List.of("m/1"), keys(storage.list("m/", Optional.empty(), Direction.ASCENDING, 1)));
      assertEquals(
          List.of("m/3"), keys(storage.list("m/", Optional.empty(), Direction.DESCENDING, 1)));
    }
  }

  @Test
  void writesAreCarriedOutInOrderAllOrNone() {
    try (PluginStore store = open()) {
      PluginStorage storage = store.storage();
      storage.write(
          List.of(new Write.Put("a", "1"), new Write.Remove("a"), new Write.Put("b", "2")));
      assertEquals(Optional.empty(), storage.get("a"));
      assertEquals(Optional.of("2"), storage.get("b"));
      List<Write> oneIsBad = List.of(new Write.Put("c", "3"), new Write.Put("", "4"));
      assertThrows(IllegalArgumentException.class, () -> storage.write(oneIsBad));
      assertEquals(Optional.empty(), storage.get("c"));
    }
  }

  @Test
  void keysHaveALimit() {
    try (PluginStore store = open()) {
      String longest = "é".repeat(PluginStorage.MAX_KEY_BYTES / 2);
      store.storage().put(longest, "x");
      assertEquals(Optional.of("x"), store.storage().get(longest));
      assertThrows(IllegalArgumentException.class, () -> store.storage().put(longest + "x", "y"));
    }
  }

  @Test
  void shareThatIsUsedUpStopsThePluginButNotItsCheckpoints() {
    try (PluginStore store = open()) {
      String much = "x".repeat(100_000);
      PluginException full =
          assertThrows(
              PluginException.class,
              () -> {
                for (int i = 0; i < 20; i++) {
                  store.storage().put("key" + i, much);
                }
              });
      assertTrue(String.valueOf(full.getMessage()).contains("share"), full::getMessage);
      assertEquals(Optional.of(much), store.storage().get("key0"));
      Known known = new Known(MINUTES, "Minutes", new Revision(7), false);
      store.checkpoints().save(List.of(known));
      assertEquals(Optional.of(known), store.checkpoints().find(MINUTES));
      store.storage().remove("key0");
      store.storage().put("small", "fits again");
      assertEquals(Optional.of("fits again"), store.storage().get("small"));
    }
  }

  @Test
  void checkpointsAreListedByDocument() {
    Known minutes = new Known(MINUTES, "Minutes", new Revision(3), false);
    Known notes = new Known(NOTES, "Notes", Revision.ZERO, true);
    try (PluginStore store = open()) {
      store.checkpoints().save(List.of(notes, minutes.upTo(Revision.ZERO)));
      store.checkpoints().save(List.of(minutes));
    }
    try (PluginStore store = open()) {
      Checkpoints checkpoints = store.checkpoints();
      assertEquals(List.of(minutes, notes), checkpoints.list(Optional.empty(), 10));
      assertEquals(List.of(minutes), checkpoints.list(Optional.empty(), 1));
      assertEquals(List.of(notes), checkpoints.list(Optional.of(MINUTES), 10));
    }
  }

  @Test
  void documentThatIsGoneIsForgottenByAll() {
    try (PluginStore resting = stores().open("resting", SHARE)) {
      resting.storage(MINUTES).put("key", "value");
    }
    try (PluginStore store = open()) {
      store.storage(MINUTES).put("key", "value");
      store.storage(NOTES).put("key", "stays");
      store.storage().put("key", "stays");
      store.checkpoints().save(List.of(new Known(MINUTES, "Minutes", Revision.ZERO, true)));
      stores().forget(MINUTES);
      assertEquals(Optional.empty(), store.storage(MINUTES).get("key"));
      assertEquals(Optional.empty(), store.checkpoints().find(MINUTES));
      assertEquals(Optional.of("stays"), store.storage(NOTES).get("key"));
      assertEquals(Optional.of("stays"), store.storage().get("key"));
    }
    try (PluginStore resting = stores().open("resting", SHARE)) {
      assertEquals(Optional.empty(), resting.storage(MINUTES).get("key"));
    }
  }

  @Test
  void nothingWorksAfterTheClose() {
    PluginStore store = open();
    PluginStorage storage = store.storage();
    store.close();
    assertThrows(PluginException.class, () -> storage.put("key", "value"));
    assertThrows(PluginException.class, () -> storage.get("key"));
  }
}
