package io.scriptorium.web.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarFolderTest {
  @TempDir private Path folder;
  @TempDir private Path elsewhere;
  private JarFolder jars;
  private byte[] whole;

  @BeforeEach
  void makeJar() throws IOException {
    jars = new JarFolder(folder);
    whole =
        Files.readAllBytes(
            new BuiltJar().web("plugin.js", "export {}").write(elsewhere.resolve("a.jar")));
  }

  private List<String> looks(int times) throws IOException {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (JarFolder.Change change : jars.look()) {
        found.add(change.getClass().getSimpleName() + " " + change.file());
      }
    }
    return found;
  }

  @Test
  void jarIsToldOfOnceItLiesStillAndOnlyOnce() throws IOException {
    Files.write(folder.resolve("a.jar"), whole);
    assertEquals(List.of(), looks(1));
    assertTrue(jars.isSettling());
    assertEquals(List.of("Came a.jar"), looks(5));
    assertFalse(jars.isSettling());
  }

  @Test
  void jarThatIsBeingCopiedIsLeftAlone() throws IOException {
    Path file = folder.resolve("a.jar");
    for (int half = 10; half < whole.length; half += whole.length / 4) {
      Files.write(file, Arrays.copyOf(whole, half));
      assertEquals(List.of(), looks(2));
    }
    Files.write(file, whole);
    assertEquals(List.of("Came a.jar"), looks(3));
  }

  @Test
  void replacementAndRemovalAreToldOf() throws IOException {
    Path file = folder.resolve("a.jar");
    Files.write(file, whole);
    looks(2);
    new BuiltJar().web("plugin.js", "export const other = 1").write(file);
    assertEquals(List.of("Came a.jar"), looks(3));
    Files.delete(file);
    assertEquals(List.of("Went a.jar"), looks(3));
  }

  @Test
  void renamedJarGoesBeforeItComes() throws IOException {
    Files.write(folder.resolve("b.jar"), whole);
    looks(2);
    Files.move(folder.resolve("b.jar"), folder.resolve("a.jar"));
    assertEquals(List.of("Went b.jar", "Came a.jar"), looks(3));
  }

  @Test
  void fileThatStaysNoJarIsToldOf() throws IOException {
    Files.writeString(folder.resolve("a.jar"), "no jar at all");
    Files.writeString(folder.resolve("notes.txt"), "no jar, and does not say so");
    assertEquals(List.of("Unreadable a.jar"), looks(20));
    Files.write(folder.resolve("a.jar"), whole);
    assertEquals(List.of("Came a.jar"), looks(3));
  }
}
