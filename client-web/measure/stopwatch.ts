import type { CDPSession, Page } from "playwright-core";

/** How long one key took, in milliseconds from its `keydown`. */
export interface KeyTimes {
  /** Until all scripts that it set off had run: the editor's, the client's, the plugins'. */
  readonly script: number;
  /** Until the next frame was drawn. A screen shows 60 frames a second, so up to 16.7 ms of this are waiting. */
  readonly frame: number;
}

declare global {
  interface Window {
    keyTimes: KeyTimes[];
    shownAfter?: number;
    wholeAfter?: number;
  }
}

/** Makes every page of `page` note how long its keys take, and when its document is first seen. */
export async function takeTimes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.keyTimes = [];
    const later = (task: () => void): void => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = task;
      port2.postMessage(0);
    };
    let start: number | undefined;
    const onKey = (): void => {
      start = performance.now();
    };
    const onInput = (): void => {
      const from = start ?? performance.now();
      start = undefined;
      later(() => {
        const script = performance.now() - from;
        requestAnimationFrame(() => {
          later(() => {
            window.keyTimes.push({ script, frame: performance.now() - from });
          });
        });
      });
    };
    window.addEventListener("keydown", onKey, true);
    // What an input method writes comes without a key.
    window.addEventListener(
      "beforeinput",
      () => (start ??= performance.now()),
      true,
    );
    window.addEventListener("input", onInput, true);
    // Enter is the editor's own affair: there is no input event.
    window.addEventListener("keydown", (event) => {
      if (event.defaultPrevented) onInput();
    });
    const watch = (): void => {
      const text = document.querySelector(".ql-editor");
      const isShown = (text?.textContent.length ?? 0) > 100;
      if (isShown) later(() => (window.shownAfter ??= performance.now()));
      const isWritable = text?.getAttribute("contenteditable") === "true";
      if (isShown && isWritable)
        later(() => (window.wholeAfter = performance.now()));
      else requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  });
}

/** What a page's main thread was busy with, in milliseconds of processor time. */
export interface Work {
  readonly all: number;
  readonly script: number;
  readonly layout: number;
  readonly style: number;
}

/** Starts to count a page's work; the function that it gives says how much there has been since. */
export async function countWork(
  devtools: CDPSession,
): Promise<() => Promise<Work>> {
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await readWork(devtools);
  return async () => {
    const after = await readWork(devtools);
    await devtools.send("Performance.disable");
    return {
      all: after.all - before.all,
      script: after.script - before.script,
      layout: after.layout - before.layout,
      style: after.style - before.style,
    };
  };
}

async function readWork(devtools: CDPSession): Promise<Work> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  const of = (name: string): number =>
    1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
  return {
    all: of("TaskDuration"),
    script: of("ScriptDuration"),
    layout: of("LayoutDuration"),
    style: of("RecalcStyleDuration"),
  };
}
