package io.scriptorium.web.plugin;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.web.page.PageFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BrowserHalvesTest {
  private final BrowserHalves halves = new BrowserHalves();

  private static BrowserHalf half(String... namesAndTexts) {
    var files = new TreeMap<String, PageFile>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      byte[] text = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
      files.put(namesAndTexts[i], PageFile.of(namesAndTexts[i], text));
    }
    return BrowserHalf.of("p", files);
  }

  private boolean serves(String address) {
    return halves.find(address.substring(BrowserHalves.PATH.length())).isPresent();
  }

  @Test
  void addressChangesWithAnyOfTheFiles() {
    String first = half("plugin.js", "1", "part.js", "1").module().orElseThrow();
    String second = half("plugin.js", "1", "part.js", "2").module().orElseThrow();
    assertAll(
        () -> assertTrue(first.matches("/plugins/p/[A-Za-z0-9_-]{16}/plugin\\.js"), first),
        () -> assertNotEquals(first, second),
        () -> assertEquals(first, half("plugin.js", "1", "part.js", "1").module().orElseThrow()),
        () -> assertEquals(Optional.empty(), half("plugin.js", "1").stylesheet()),
        () -> assertTrue(half("plugin.css", "").stylesheet().isPresent()));
  }

  @Test
  void versionBeforeIsServedUntilTheNextReplacement() {
    BrowserHalf first = half("plugin.js", "1");
    BrowserHalf second = half("plugin.js", "2");
    BrowserHalf third = half("plugin.js", "3");
    halves.put(first);
    halves.put(second);
    assertTrue(serves(first.module().orElseThrow()) && serves(second.module().orElseThrow()));
    halves.put(third);
    assertFalse(serves(first.module().orElseThrow()));
    halves.remove("p");
    assertFalse(serves(third.module().orElseThrow()));
  }

  @Test
  void othersPathsAreNotThere() {
    halves.put(half("plugin.js", "1"));
    assertAll(
        () -> assertFalse(halves.find("").isPresent()),
        () -> assertFalse(halves.find("p").isPresent()),
        () -> assertFalse(halves.find("p/x/plugin.js").isPresent()),
        () -> assertFalse(halves.find("q/x/plugin.js").isPresent()));
  }
}
