import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import Delta, { type Op } from "quill-delta";

/** How long a server may take to start on a machine that has other things to do, in milliseconds. */
const READY_MS = 200_000;

/**
 * The server under test, as a child process that a test may kill.
 *
 * The environment says how it is started: `SCRIPTORIUM_WLP` is Liberty's home, `SCRIPTORIUM_USER_DIR` the
 * `WLP_USER_DIR` with the server in it, `SCRIPTORIUM_SERVER` the server's name and `SCRIPTORIUM_PORT` the port
 * of its plain HTTP on 127.0.0.1.
 */
export class TestServer {
  readonly port: number;
  readonly origin: string;
  readonly #env: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;
  #settings: Readonly<Record<string, string>> = {};
  #output = "";

  /** @param beside for a second server, which runs beside the first: its own settings */
  constructor(beside?: Beside) {
    const port = Number(required("SCRIPTORIUM_PORT"));
    this.port = beside?.port ?? port;
    this.origin = `http://127.0.0.1:${this.port}`;
    this.#env = beside === undefined ? {} : environmentOf(beside);
  }

  /** With which settings it was started last. */
  get settings(): Readonly<Record<string, string>> {
    return this.#settings;
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param settings in place of those of the environment
   */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#settings = settings;
    const script = join(required("SCRIPTORIUM_WLP"), "bin", "server");
    // A group of its own, since the script that is started here starts another process.
    const child = spawn(script, ["run", required("SCRIPTORIUM_SERVER")], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        // The other tests are of a server for everybody at its machine.
        SCRIPTORIUM_ACCESS: "local",
        WLP_USER_DIR: required("SCRIPTORIUM_USER_DIR"),
        ...this.#env,
        ...settings,
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data: Buffer) => {
        this.#output = (this.#output + data.toString()).slice(-20_000);
      });
    this.#process = child;
    await this.#ready(child);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#signal("SIGKILL");
  }

  /** Asks it to stop. */
  async stop(): Promise<void> {
    await this.#signal("SIGTERM");
  }

  /** Makes a document and returns its id. */
  async create(title: string): Promise<string> {
    const response = await fetch(`${this.origin}/api/documents`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title }),
    });
    const { id } = record(await response.json());
    if (typeof id !== "string")
      throw new Error(`no id in the answer to a POST, ${response.status}`);
    return id;
  }

  async remove(id: string): Promise<void> {
    await fetch(`${this.origin}/api/documents/${id}`, { method: "DELETE" });
  }

  /** The ids of all documents on the first page. */
  async ids(): Promise<readonly string[]> {
    const response = await fetch(`${this.origin}/api/documents?limit=100`);
    const { documents } = record(await response.json());
    return Array.isArray(documents)
      ? documents.map((each) => String(record(each)["id"]))
      : [];
  }

  /** The document as the server exports it. */
  async content(id: string): Promise<Delta> {
    const response = await fetch(
      `${this.origin}/api/documents/${id}/content?format=delta`,
    );
    const body: unknown = await response.json();
    const ops = Array.isArray(body) ? body : record(body)["ops"];
    return canonical(Array.isArray(ops) ? ops.map(record) : []);
  }

  async #signal(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const exited = new Promise((resolve) => child.once("exit", resolve));
    process.kill(-child.pid, signal);
    await exited;
  }

  async #ready(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + READY_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null)
        throw new Error(
          `the server ended with ${child.exitCode}:\n${this.#output}`,
        );
      const answer = await fetch(`${this.origin}/health/ready`).catch(
        () => undefined,
      );
      if (answer?.ok === true) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(
      `the server is not ready after ${READY_MS} ms:\n${this.#output}`,
    );
  }
}

/** What a second server has for itself. */
export interface Beside {
  readonly port: number;
  readonly httpsPort: number;
  /** Empty when it starts; keeps its data and what it writes about itself. */
  readonly folder: string;
  readonly access: "local" | "open" | "accounts";
}

function environmentOf(beside: Beside): Readonly<Record<string, string>> {
  return {
    WLP_OUTPUT_DIR: join(beside.folder, "output"),
    SCRIPTORIUM_DATA: join(beside.folder, "data"),
    SCRIPTORIUM_PLUGINS: join(beside.folder, "plugins"),
    SCRIPTORIUM_HTTP_PORT: String(beside.port),
    SCRIPTORIUM_HTTPS_PORT: String(beside.httpsPort),
    SCRIPTORIUM_ACCESS: beside.access,
  };
}

/** A content with neighbours of equal attributes joined, so that equal contents are equal ops. */
export function canonical(ops: readonly Op[]): Delta {
  return ops.reduce(
    (delta, { insert, attributes }) => delta.insert(insert ?? "", attributes),
    new Delta(),
  );
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new Error(`the browser tests need ${name}: see browser/server.ts`);
  return value;
}

/** The members of a JSON object; none of anything else. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
