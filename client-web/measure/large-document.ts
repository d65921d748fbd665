import type { Browser, Page } from "playwright-core";
import type { Op } from "quill-delta";
import { canonical } from "../browser/server.ts";
import { program } from "../browser/program.ts";
import { launch } from "../browser/launch.ts";
import { largeText } from "./large-text.ts";
import { cells } from "./statistics.ts";
import { countWork, takeTimes } from "./stopwatch.ts";

/**
 * What a keystroke costs in a large document in a real browser, and how soon the document is on the screen:
 * `npm run measure -- ADDRESS [CHARACTERS [KEYS]]`, where a server answers at ADDRESS.
 */
const [origin, characters = 1_000_000, keys = 200] = parameters();

/** How long the pauses between keys are, in milliseconds, so that each is measured for itself. */
const PAUSE_MS = 80;

const VISITS = 5;

function parameters(): [string, number | undefined, number | undefined] {
  const [address, ...numbers] = process.argv.slice(2);
  if (address === undefined) throw new Error("the server's address is missing");
  const [first, second] = numbers.map(Number);
  return [new URL(address).origin, first, second];
}

async function makeDocument(): Promise<string> {
  const response = await fetch(`${origin}/api/documents`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: `${characters} characters` }),
  });
  const { id }: { id: string } = await response.json();
  await program(origin, id, [largeText(characters)]);
  return id;
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1100, height: 800 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await takeTimes(page);
  return page;
}

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`${origin}/d/${id}`);
  await page.locator('.ql-editor[contenteditable="true"]').waitFor();
  await page.waitForFunction(() => window.wholeAfter !== undefined);
}

/** First visits by an empty browser, then visits by one that knows the document and reaches no server. */
async function measureVisits(browser: Browser, id: string): Promise<void> {
  const first: number[] = [];
  const writable: number[] = [];
  const offline: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const page = await newPage(browser);
    await open(page, id);
    first.push(await shownAfter(page));
    writable.push(await page.evaluate(() => window.wholeAfter ?? Number.NaN));
    await stored(page);
    const again = await page.context().newPage();
    again.setDefaultTimeout(120_000);
    await page.close();
    await takeTimes(again);
    // A socket that never opens.
    await again.routeWebSocket(/\/ws\/documents\//, () => undefined);
    await again.goto(`${origin}/d/${id}`);
    await again.waitForFunction(() => window.shownAfter !== undefined);
    offline.push(await shownAfter(again));
    await again.context().close();
  }
  console.log(
    `\n| ${characters} characters, from navigation to | median | p95 | longest |\n| --- | --- | --- | --- |`,
  );
  console.log(`| the text on the screen, first visit | ${cells(first)} |`);
  console.log(
    `| the text may be written in, first visit | ${cells(writable)} |`,
  );
  console.log(
    `| the text on the screen, later visit, no socket | ${cells(offline)} |`,
  );
}

async function shownAfter(page: Page): Promise<number> {
  return await page.evaluate(() => window.shownAfter ?? Number.NaN);
}

/** Waits until the device has the document. */
async function stored(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        const request = indexedDB.open("scriptorium");
        request.onsuccess = () => {
          const database = request.result;
          const count = database
            .transaction("bases")
            .objectStore("bases")
            .count();
          count.onsuccess = () => {
            resolve(count.result > 0);
            database.close();
          };
        };
      }),
    undefined,
    { polling: 200 },
  );
}

async function measureKeys(browser: Browser, id: string): Promise<void> {
  const page = await newPage(browser);
  await open(page, id);
  console.log(
    `\n| key in ${characters} characters | script p50 | p95 | longest | frame p50 | p95 | longest | work a key | of it script | layout | style |`,
  );
  console.log(`|${" --- |".repeat(11)}`);
  const end = await page.evaluate(
    () =>
      document
        .querySelector("scriptorium-editor")
        ?.binding?.quill.getLength() ?? 0,
  );
  const places = { start: 5, middle: Math.floor(end / 2), end: end - 2 };
  for (const [name, place] of Object.entries(places)) {
    await caret(page, place);
    await type(
      page,
      `letter, ${name}`,
      Array.from({ length: keys }, (_, at) =>
        at % 6 === 5 ? " " : "abcdefgh".charAt(at % 8),
      ),
    );
  }
  await caret(page, places.middle);
  await type(
    page,
    "ä, middle",
    Array.from({ length: keys / 4 }, () => "ä"),
  );
  await type(
    page,
    "Backspace, middle",
    Array.from({ length: keys / 4 }, () => "Backspace"),
  );
  await type(
    page,
    "Enter, middle",
    Array.from({ length: keys / 4 }, () => "Enter"),
  );
  const agrees = await page.evaluate(
    () => document.querySelector("scriptorium-editor")?.binding?.agrees,
  );
  console.log(`\nThe editor shows the document: ${agrees}`);
  const shown = await page.evaluate(
    () =>
      document.querySelector("scriptorium-editor")?.binding?.document.toDelta()
        .ops ?? [],
  );
  await page.getByText("All saved").waitFor();
  const response = await fetch(
    `${origin}/api/documents/${id}/content?format=delta`,
  );
  const ops: Op[] = await response.json();
  console.log(
    `The server has the same: ${JSON.stringify(canonical(ops).ops) === JSON.stringify(canonical(shown).ops)}`,
  );
  await page.context().close();
}

async function caret(page: Page, index: number): Promise<void> {
  await page.evaluate((at) => {
    const quill = document.querySelector("scriptorium-editor")?.binding?.quill;
    quill?.focus();
    quill?.setSelection(at, 0, "user");
  }, index);
  await page.waitForTimeout(1500);
}

async function type(
  page: Page,
  name: string,
  pressed: readonly string[],
): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    window.keyTimes = [];
  });
  const worked = await countWork(devtools);
  for (const key of pressed) {
    if (key.length === 1 && key > "~") await page.keyboard.insertText(key);
    else await page.keyboard.press(key);
    await page.waitForTimeout(PAUSE_MS);
  }
  const work = await worked();
  await devtools.detach();
  const times = await page.evaluate(() => window.keyTimes);
  const script = times.map((t) => t.script);
  const frame = times.map((t) => t.frame);
  const each = [work.all, work.script, work.layout, work.style]
    .map((ms) => (ms / pressed.length).toFixed(1))
    .join(" | ");
  console.log(
    `| ${name} (${times.length} of ${pressed.length}) | ${cells(script)} | ${cells(frame)} | ${each} |`,
  );
}

const browser = await launch();
try {
  const id = await makeDocument();
  await measureVisits(browser, id);
  await measureKeys(browser, id);
} finally {
  await browser.close();
}
