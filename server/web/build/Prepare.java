import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes ready, before Open Liberty's plugin runs, what has to outlive {@code mvn clean}: the folder
 * given as the first argument with a {@code server.env} that holds the passwords of the key store
 * and of the LTPA keys. They are made once; new ones would make Liberty's certificate unreadable.
 * The second argument is the version of Open Liberty, for the line that says why a first build
 * takes its time.
 */
final class Prepare {
  private static final int PASSWORD_BYTES = 24;

  private Prepare() {}

  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    Files.createDirectories(home);
    Path env = home.resolve("server.env");
    if (Files.notExists(env)) {
      writeOwnerOnly(env, passwords());
    }
    if (Files.notExists(home.resolve("liberty"))) {
      System.out.printf(
          "Open Liberty %s comes next, once: a download of 374 MB, unpacked into %s ...%n",
          args[1], home.getFileName().resolve("liberty"));
    }
  }

  private static String passwords() {
    return "keystore_password=%s%nltpa_keys_password=%s%n".formatted(password(), password());
  }

  private static String password() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static void writeOwnerOnly(Path file, String text) throws IOException {
    Files.createFile(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(file, text);
  }
}
