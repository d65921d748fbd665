// The built product as a server of its own: Open Liberty's user folder, put together outside the
// repository from what `./mvnw` has built. It outlives the runs, so that Liberty's caches do.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const BUILT = {
  war: "server/web/target/scriptorium.war",
  wlp: ".scriptorium/liberty/wlp",
  env: ".scriptorium/server.env",
  config: "server/web/src/main/liberty/config",
};

/** The environment that the adapter asks for; `root` is the repository's. */
export function serverFolder(root, work) {
  const built = Object.fromEntries(
    Object.entries(BUILT).map(([key, place]) => [key, path.join(root, place)]),
  );
  for (const place of Object.values(built))
    if (!fs.existsSync(place))
      throw new Error(
        `${place} is not there: run ./mvnw once, until it serves, and stop it`,
      );
  const server = path.join(work, "server", "servers", "scriptorium");
  fs.mkdirSync(path.join(server, "apps"), { recursive: true });
  fs.cpSync(built.config, server, { recursive: true });
  fs.copyFileSync(built.env, path.join(server, "server.env"));
  fs.copyFileSync(built.war, path.join(server, "apps", "scriptorium.war"));
  const more = (process.env.SCRIPTORIUM_JVM_OPTIONS ?? "")
    .split(" ")
    .join("\n");
  fs.appendFileSync(path.join(server, "jvm.options"), `${more}\n`);
  return {
    SCRIPTORIUM_WLP: built.wlp,
    SCRIPTORIUM_USER_DIR: path.join(work, "server"),
    JAVA_HOME: javaHome(root),
  };
}

/** The JDK that mvnw takes. */
function javaHome(root) {
  const print = `. ${path.join(root, ".mvn", "find-jdk.sh")}; echo "$JAVA_HOME"`;
  return execFileSync("sh", ["-c", print], { encoding: "utf8" }).trim();
}
