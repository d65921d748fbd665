package io.scriptorium.web.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShortPathsTest {
  private final ShortPaths paths = new ShortPaths();

  @Test
  void whoComesFirstKeepsAWordUntilItGoes() throws Exception {
    paths.claim("search", Set.of("search"));
    assertRefused(
        "its manifest says Scriptorium-Serves: search, but /api/search belongs to search",
        "finder",
        "search");
    assertEquals(Optional.of("search"), paths.plugin("search"));
    paths.release("search");
    paths.claim("finder", Set.of("search"));
    assertEquals(Optional.of("finder"), paths.plugin("search"));
  }

  @Test
  void replacedPluginHasTheWordsOfItsNewVersion() throws Exception {
    paths.claim("search", Set.of("search", "find"));
    paths.claim("search", Set.of("search", "seek"));
    assertEquals(Optional.of("search"), paths.plugin("search"));
    assertEquals(Optional.of("search"), paths.plugin("seek"));
    assertEquals(Optional.empty(), paths.plugin("find"));
  }

  @Test
  void wordsOfTheServerAndWordsThatAreNoneAreNotToBeHad() {
    assertRefused(
        "its manifest says Scriptorium-Serves: admin, but /api/admin belongs to the server itself",
        "sly",
        "admin");
    assertRefused(
        "its manifest says Scriptorium-Serves: ../up, expected 1 to 32 lower-case letters, digits"
            + " and hyphens, a letter first",
        "sly",
        "../up");
  }

  private void assertRefused(String reason, String plugin, String word) {
    var refused =
        assertThrows(RefusedPluginException.class, () -> paths.claim(plugin, Set.of(word)));
    assertEquals(reason, refused.getMessage());
  }
}
