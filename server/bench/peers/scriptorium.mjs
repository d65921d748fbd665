// The product, for the peers' load generator: an adapter as those in its `adapters` folder. The generator
// is not part of this repository; `compare.mjs` says where it is, and where the built server is:
//   PEERS_GENERATOR       the generator's folder, with its `lib` and its installed packages
//   SCRIPTORIUM_WLP       Open Liberty's folder
//   SCRIPTORIUM_USER_DIR  a WLP_USER_DIR with the server "scriptorium" in it
//   SCRIPTORIUM_WARM      for how many seconds a new server is used before it counts as started (20)
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { deltaOf, lateClient, opOf } from "./late-client.mjs";

const generator = required("PEERS_GENERATOR");
const lib = (file) =>
  import(pathToFileURL(path.join(generator, "lib", file)).href);
const { freePort, launch, sleep, tree } = await lib("proc.mjs");
const { DocLog, OtClient } = await lib("ot-client.mjs");
const LateClient = lateClient(OtClient, await lib("insert-ops.mjs"));
const WebSocket = createRequire(path.join(generator, "load.mjs"))("ws");

const READY_MS = 200_000;

/** A server runs for weeks; what is compared is not its first seconds, in which its code is compiled. */
const WARM_MS = 1_000 * Number(process.env.SCRIPTORIUM_WARM ?? 20);
const WARM_EDITORS = 30;
const WARM_PAUSE_MS = 100;

export const name = "scriptorium";

/** The generator's names of documents, and ours. They outlive the server, as the documents do. */
const ids = new Map();

/** What the clients of a document have seen of its changes, shared by all of them. */
let logs = new Map();

/** It is always durable: there is nothing else to ask for. */
export async function start({ port, dir, log }) {
  logs = new Map();
  const wlp = required("SCRIPTORIUM_WLP");
  const server = await launch(
    path.join(wlp, "bin", "server"),
    ["run", "scriptorium"],
    {
      env: {
        WLP_USER_DIR: required("SCRIPTORIUM_USER_DIR"),
        SCRIPTORIUM_DATA: path.join(dir, "data"),
        SCRIPTORIUM_PLUGINS: path.join(dir, "plugins"),
        SCRIPTORIUM_HTTP_HOST: "127.0.0.1",
        SCRIPTORIUM_HTTP_PORT: String(port),
        SCRIPTORIUM_HTTPS_HOST: "127.0.0.1",
        SCRIPTORIUM_HTTPS_PORT: String(await freePort()),
      },
      port,
      log,
      waitMs: READY_MS,
    },
  );
  await ready(server);
  const script = server.pid;
  server.pid = javaOf(script) ?? script;
  server.stop = async () => {
    if (server.exitCode !== undefined) return;
    process.kill(server.pid, "SIGTERM");
    await Promise.race([server.done, sleep(20_000)]);
    await server.kill9();
  };
  await warm(server);
  return server;
}

/** People type in a document of their own, which nobody measures, as the generator's will. */
async function warm(server) {
  if (WARM_MS === 0) return;
  const document = "warming up";
  await createDoc(server, document, ".".repeat(2_000));
  const editors = [];
  for (let i = 0; i < WARM_EDITORS; i++)
    editors.push(await connect(server, document));
  const end = Date.now() + WARM_MS;
  while (Date.now() < end) {
    for (const editor of editors)
      if (editor.unacked() < 2)
        editor.insert(Math.floor(Math.random() * editor.length()), "12345678");
    await sleep(WARM_PAUSE_MS);
  }
  for (const editor of editors) editor.close();
}

async function ready(server) {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(
      `http://127.0.0.1:${server.port}/health/ready`,
    ).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(100);
  }
  await server.kill9();
  throw new Error(`the server is not ready after ${READY_MS} ms`);
}

/** The server itself, below the script that started it: what memory is asked of. */
function javaOf(script) {
  return tree(script).find(
    (pid) => fs.readFileSync(`/proc/${pid}/comm`, "latin1").trim() === "java",
  );
}

const address = (server, document) =>
  `ws://127.0.0.1:${server.port}/ws/documents/${ids.get(document)}`;

function open(server, document) {
  return new WebSocket(address(server, document), "scriptorium.v1", {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
}

let clients = 0;
const join = () =>
  JSON.stringify({ type: "join", client: `load-${process.pid}-${clients++}` });
const edit = (seq, revision, delta) =>
  JSON.stringify({ type: "edit", seq, revision, delta });

/** Makes a document of our own for the generator's name, and types its first text. */
export async function createDoc(server, document, text) {
  const made = await fetch(`http://127.0.0.1:${server.port}/api/documents`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: document }),
  });
  if (made.status !== 201)
    throw new Error(`expected 201, got ${made.status}: ${await made.text()}`);
  ids.set(document, (await made.json()).id);
  if (text === "") return;
  await new Promise((resolve, reject) => {
    const socket = open(server, document);
    socket.on("error", reject);
    socket.on("open", () => socket.send(join()));
    socket.on("message", (frame) => {
      const message = JSON.parse(frame);
      if (message.type === "joined")
        socket.send(edit(1, message.revision, [{ insert: text }]));
      else if (message.type === "ack") {
        socket.terminate();
        resolve();
      } else if (message.type === "error" || message.type === "reject")
        reject(new Error(message.message));
    });
  });
}

export function connect(server, document) {
  return new Promise((resolve, reject) => {
    const socket = open(server, document);
    const client = new LateClient();
    let seq = 0;
    client.send = (revision, op) => {
      if (socket.readyState === WebSocket.OPEN)
        socket.send(edit(++seq, revision, deltaOf(op)));
    };
    client.close = () => {
      client.closing = true;
      socket.terminate();
    };
    socket.on("open", () => socket.send(join()));
    socket.on("error", (failure) => {
      reject(failure);
      client.onError(failure.message);
    });
    socket.on("close", (code) => {
      if (!client.closing) client.onError(`closed ${code}`);
    });
    const joined = ({ revision, content }) => {
      const text = textOf(content);
      if (!logs.has(document)) logs.set(document, new DocLog(revision, text));
      client.begin(logs.get(document), revision, text.length);
      resolve(client);
    };
    socket.on("message", (frame) => receive(client, frame, joined));
  });
}

function receive(client, frame, joined) {
  const message = JSON.parse(frame.latin1Slice(0, frame.length));
  switch (message.type) {
    case "change":
      if (message.deltas.length !== message.revision - message.from)
        client.onError("expected a delta for each revision");
      message.deltas.forEach((delta, i) =>
        client.remote(message.from + i, opOf(delta)),
      );
      return;
    case "ack":
      client.ack(message.revision - 1);
      return;
    case "joined":
      joined(message);
      return;
    case "error":
    case "reject":
      client.onError(`${message.code}: ${message.message}`);
      return;
    default: // who is there, titles: not what is measured
  }
}

const textOf = (content) => content.map(({ insert }) => insert).join("");

/** What a browser does to show the document: connect, join, parse. */
export function coldOpen(server, document) {
  return new Promise((resolve, reject) => {
    const socket = open(server, document);
    let bytes = 0;
    socket.on("error", reject);
    socket.on("open", () => socket.send(join()));
    socket.on("message", (frame) => {
      bytes += frame.length;
      const message = JSON.parse(frame);
      if (message.type === "joined")
        resolve({
          text: textOf(message.content),
          bytes,
          close: () => socket.terminate(),
        });
    });
  });
}

function required(variable) {
  const value = process.env[variable];
  if (!value)
    throw new Error(
      `expected ${variable} to be set: see the head of this file`,
    );
  return value;
}
