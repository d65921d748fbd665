import type Delta from "quill-delta";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeDelta } from "../src/protocol.ts";
import {
  below,
  canonical,
  marks,
  seededRandom,
} from "../src/testing/random-edits.ts";
import { seed } from "../src/testing/seed.ts";
import { ChaoticBrowser } from "./chaotic-browser.ts";
import { FaultyProxy } from "./faulty-proxy.ts";

/** See README.md: what can be set, and what it means. */
const setting = (name: string, fallback: string) =>
  process.env[name] ?? fallback;
const server = new URL(setting("SCRIPTORIUM_URL", "http://127.0.0.1:9080"));
const browserCount = Number(setting("CHAOS_BROWSERS", "4"));
const tabCount = Number(setting("CHAOS_TABS", "2"));
const seconds = Number(setting("CHAOS_SECONDS", "20"));

/** How long everyone may take to agree once the network is well again, in milliseconds. */
const healingMs = Number(setting("CHAOS_HEALING_SECONDS", "120")) * 1_000;

describe(`${browserCount} browsers on one document of ${server.href}`, () => {
  const random = seededRandom(seed);
  const proxy = new FaultyProxy(server, seededRandom(seed + 1));
  let browsers: readonly ChaoticBrowser[] = [];
  let documentId = "";

  beforeAll(async () => {
    documentId = await createDocument();
    const url = await proxy.listen();
    browsers = Array.from(
      { length: browserCount },
      (_, index) => new ChaoticBrowser(`b${index}`, url, documentId, random),
    );
    await everyTabOpen();
  });

  afterAll(async () => {
    browsers.forEach((browser) => {
      browser.closeAll();
    });
    await proxy.close();
  });

  async function everyTabOpen(): Promise<void> {
    await Promise.all(browsers.map((browser) => browser.open(tabCount)));
  }

  it("agree in the end, and every edit counts exactly once", async () => {
    await live();
    proxy.heal();
    await everyTabOpen();
    allTabs().forEach((tab) => {
      tab.session.release();
    });
    await allLive();
    const content = await serverContent();
    console.log(summary(content));
    for (const tab of allTabs()) {
      expect(tab.editor.canonical).toEqual(content);
      expect(tab.editor.drafts).toEqual([]);
    }
    const counts = new Map<string, number>();
    marks(content).forEach((mark) =>
      counts.set(mark, (counts.get(mark) ?? 0) + 1),
    );
    const kept = browsers.flatMap((browser) => [...browser.kept]);
    expect(kept.filter((mark) => counts.get(mark) !== 1)).toEqual([]);
    expect([...counts.values()].filter((count) => count > 1)).toEqual([]);
    expect(kept.length).toBeGreaterThan(0);
  });

  /** Everyone writes while the network fails. */
  async function live(): Promise<void> {
    const end = Date.now() + seconds * 1_000;
    await Promise.all(
      browsers.map(async (browser) => {
        while (Date.now() < end) {
          await browser.act(tabCount);
          await new Promise((resolve) =>
            setTimeout(resolve, below(random, 60)),
          );
        }
      }),
    );
  }

  /** Every tab has all there is, and no device anything more. */
  async function allLive(): Promise<void> {
    await expect
      .poll(
        async () => {
          const pending = await Promise.all(
            browsers.map((browser) => browser.hasPending()),
          );
          const revisions = allTabs().map(({ session }) => session.revision);
          return !pending.includes(true) && new Set(revisions).size === 1;
        },
        { timeout: healingMs, interval: 200 },
      )
      .toBe(true);
  }

  function allTabs() {
    return browsers.flatMap(({ tabs }) => tabs);
  }

  async function createDocument(): Promise<string> {
    const response = await fetch(new URL("/api/documents", server), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ title: `Chaos ${seed}` }),
    });
    expect(response.status).toBe(201);
    const created: unknown = await response.json();
    expect(created).toMatchObject({ id: expect.any(String) });
    return typeof created === "object" && created !== null && "id" in created
      ? String(created.id)
      : "";
  }

  async function serverContent(): Promise<Delta> {
    const path = `/api/documents/${documentId}/content?format=delta`;
    const response = await fetch(new URL(path, server));
    expect(response.status).toBe(200);
    return canonical(decodeDelta(await response.json()));
  }

  function summary(content: Delta): string {
    const sum = (count: (browser: ChaoticBrowser) => number) =>
      browsers.reduce((total, browser) => total + count(browser), 0);
    const { faults } = proxy;
    return [
      `CHAOS seed=${seed}`,
      `tabs=${allTabs().length}`,
      `edits=${sum(({ kept }) => kept.size)}`,
      `revision=${String(allTabs()[0]?.session.revision)}`,
      `length=${content.length()}`,
      `closed=${sum(({ reopened }) => reopened)}`,
      `killed=${sum(({ killed }) => killed)}`,
      `lostWithTheirTab=${sum(({ lost }) => lost.size)}`,
      ...Object.entries(faults).map(([name, count]) => `${name}=${count}`),
    ].join(" ");
  }
});
