// How long the built server takes from its start until /health/ready says 200: `benchmarks.md` has the command.
// Each round starts it once as it is built, once with an archive of its classes, once with that and without
// Open Liberty's agent. The archive is made first, in the way that `running.md` describes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { serverFolder } from "./peers/server-folder.mjs";

const LIMIT_MS = 300_000;
const PAUSE_MS = 20;

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    http: { type: "string" },
    https: { type: "string" },
  },
});
const rounds = Number(values.rounds);
const root = path.resolve(import.meta.dirname, "../..");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "scriptorium-start-"));
const archive = path.join(work, "classes.jsa");
const http = values.http ?? (await freePort());
const server = {
  ...serverFolder(root, work),
  SCRIPTORIUM_DATA: path.join(work, "data"),
  SCRIPTORIUM_PLUGINS: path.join(work, "plugins"),
  SCRIPTORIUM_HTTP_HOST: "127.0.0.1",
  SCRIPTORIUM_HTTP_PORT: http,
  SCRIPTORIUM_HTTPS_HOST: "127.0.0.1",
  SCRIPTORIUM_HTTPS_PORT: values.https ?? (await freePort()),
};

const WITHOUT_AGENT = { WLP_SKIP_BOOTSTRAP_AGENT: "true" };
const WITH_ARCHIVE = { JVM_ARGS: `-XX:SharedArchiveFile=${archive}` };
const variants = new Map([
  ["as built", {}],
  ["with an archive", WITH_ARCHIVE],
  ["with an archive, without the agent", { ...WITH_ARCHIVE, ...WITHOUT_AGENT }],
]);

try {
  report("the very first start", [await start({})]);
  const making = { JVM_ARGS: `-XX:ArchiveClassesAtExit=${archive}` };
  report("making the archive", [await start({ ...making, ...WITHOUT_AGENT })]);
  const seen = new Map([...variants.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, environment] of variants)
      seen.get(name).push(await start(environment));
  const built = median(seen.get("as built").map((one) => one.ready));
  for (const [name, starts] of seen) report(name, starts, built);
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

/** Starts the server, stops it once it is ready, and says what that took, in seconds. */
async function start(environment) {
  const begin = performance.now();
  const child = spawn(
    path.join(server.SCRIPTORIUM_WLP, "bin", "server"),
    ["run", "scriptorium"],
    {
      // The script becomes the server: it ends with an exec, so that the signal reaches the JVM.
      env: {
        ...process.env,
        WLP_USER_DIR: server.SCRIPTORIUM_USER_DIR,
        ...server,
        ...environment,
      },
      stdio: "ignore",
    },
  );
  const end = once(child, "exit");
  try {
    while (!(await ready())) {
      if (child.exitCode !== null)
        throw new Error(`the server ended with ${child.exitCode} at its start`);
      if (performance.now() - begin > LIMIT_MS)
        throw new Error(`the server is not ready after ${LIMIT_MS} ms`);
      await sleep(PAUSE_MS);
    }
    const took = (performance.now() - begin) / 1_000;
    const processor = processorSeconds(child.pid);
    child.kill("SIGTERM");
    const stopping = performance.now();
    await end;
    return {
      ready: took,
      processor,
      stop: (performance.now() - stopping) / 1_000,
    };
  } finally {
    child.kill("SIGKILL");
    await end;
  }
}

async function ready() {
  const answer = await fetch(`http://127.0.0.1:${http}/health/ready`).catch(
    () => undefined,
  );
  await answer?.arrayBuffer();
  return answer?.ok === true;
}

/** What the process has had of all cores, where the kernel says so: more than it takes is more than one core. */
function processorSeconds(pid) {
  const file = `/proc/${pid}/stat`;
  if (!fs.existsSync(file)) return NaN;
  const fields = fs.readFileSync(file, "latin1").split(") ").at(-1).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function report(name, starts, built) {
  const times = starts.map((one) => one.ready);
  const ratio =
    built === undefined ? "" : `, ratio ${(median(times) / built).toFixed(2)}`;
  console.log(
    `${name}: ready after ${median(times).toFixed(1)} s` +
      ` (${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)})${ratio},` +
      ` processor ${median(starts.map((one) => one.processor)).toFixed(1)} s,` +
      ` stopping ${median(starts.map((one) => one.stop)).toFixed(1)} s,` +
      ` load ${os.loadavg()[0].toFixed(1)}`,
  );
}

function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1];
}

async function freePort() {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return String(port);
}
