import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { launch, launchOptions } from "./launch.ts";
import { TestServer } from "./server.ts";
import { Wire } from "./wire.ts";
import { Writer } from "./writer.ts";

const CONTEXT: BrowserContextOptions = {
  viewport: { width: 1100, height: 800 },
  colorScheme: "light",
  reducedMotion: "reduce",
};

/** One server, one browser, and the people that a test puts before it. */
export class World {
  readonly server: TestServer;
  #browser: Browser | undefined;
  readonly #closing: (() => Promise<void>)[] = [];
  readonly #complaints: string[] = [];
  readonly #lasting: string[] = [];

  /** @param server the one that the tests share, unless it is another */
  constructor(server: TestServer = new TestServer()) {
    this.server = server;
  }

  async start(): Promise<void> {
    const [browser] = await Promise.all([launch(), this.server.start()]);
    this.#browser = browser;
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.server.stop();
    for (const folder of this.#lasting)
      rmSync(folder, { recursive: true, force: true });
  }

  /** Somebody with a browser and a network of their own. */
  async person(options: BrowserContextOptions = {}): Promise<Writer> {
    if (this.#browser === undefined) throw new Error("no browser was started");
    const context = await this.#browser.newContext({ ...CONTEXT, ...options });
    return await this.#seat(context);
  }

  /** Somebody whose browser keeps what it has in `folder`, and so finds it again after it was closed. */
  async personAt(folder: string, wire?: Wire): Promise<Writer> {
    const context = await chromium.launchPersistentContext(folder, {
      ...CONTEXT,
      ...(await launchOptions()),
    });
    return await this.#seat(context, wire);
  }

  /** Another tab of somebody's browser. */
  async anotherTab({ page, wire }: Writer): Promise<Writer> {
    return this.#writer(await page.context().newPage(), wire);
  }

  /** A new, empty folder that goes away after the test. */
  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), "scriptorium-browser-"));
    this.#closing.push(() => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    });
    return folder;
  }

  /** A new, empty folder that stays until the world stops. */
  lastingFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "scriptorium-browser-"));
    this.#lasting.push(folder);
    return folder;
  }

  /** Sends everybody home, and returns what their browsers complained of: errors and breaches of the policy. */
  async clear(): Promise<readonly string[]> {
    for (const close of this.#closing.splice(0).reverse()) await close();
    return this.#complaints.splice(0);
  }

  async #seat(context: BrowserContext, wire?: Wire): Promise<Writer> {
    const line = wire ?? (await Wire.to(this.server.port));
    const page = context.pages()[0] ?? (await context.newPage());
    this.#closing.push(async () => {
      await context.close();
      line.close();
    });
    return this.#writer(page, line);
  }

  #writer(page: Page, wire: Wire): Writer {
    return new Writer(page, wire, (complaint) => {
      this.#complaints.push(complaint);
    });
  }
}

/** Where pictures for people to look at are put. */
export function pictureFolder(): string {
  const folder = join(import.meta.dirname, "..", "target", "browser");
  mkdirSync(folder, { recursive: true });
  return folder;
}
