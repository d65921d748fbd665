import { AxeBuilder } from "@axe-core/playwright";
import Delta from "quill-delta";
import type { CDPSession, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Wire } from "./wire.ts";

/** How long a test waits for something that must come, in milliseconds. */
export const PATIENCE_MS = 30_000;

/** What a browser says by itself when the network or the server is gone; the tests cut it, so it is expected. */
const NETWORK =
  /net::ERR_|WebSocket connection to .* failed|Failed to load resource: the server responded with a status of [45]/;

/** Somebody at a browser: what they do and what they see. */
export class Writer {
  constructor(
    readonly page: Page,
    readonly wire: Wire,
    complain: (complaint: string) => void,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("console", (message) => {
      if (message.type() === "error" && !NETWORK.test(message.text()))
        complain(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => {
      complain(`page: ${error.stack ?? error.message}`);
    });
  }

  get text(): Locator {
    return this.page.locator(".ql-editor");
  }

  get title(): Locator {
    return this.page.getByLabel("Title");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(this.wire.origin + path);
  }

  /** Opens a document and waits until it can be written in. */
  async open(id: string): Promise<void> {
    await this.visit(`/d/${id}`);
    await this.writable();
  }

  async writable(): Promise<void> {
    await this.page.locator('.ql-editor[contenteditable="true"]').waitFor();
  }

  /** Puts the caret at `index` of the document, or selects `length` from there. */
  async caret(index: number, length = 0): Promise<void> {
    await this.page.evaluate(
      ([at, reach]) => {
        const editor = document.querySelector("scriptorium-editor");
        editor?.binding?.quill.setSelection(at, reach, "user");
      },
      [index, length] as const,
    );
  }

  async caretAtEnd(): Promise<void> {
    await this.caret((await this.content()).length() - 1);
  }

  async type(text: string, delay = 0): Promise<void> {
    await this.page.keyboard.type(text, { delay });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The document as this browser has it. */
  async content(): Promise<Delta> {
    const ops = await this.page.evaluate(
      () =>
        document
          .querySelector("scriptorium-editor")
          ?.binding?.document.toDelta().ops ?? [],
    );
    return new Delta(ops);
  }

  async words(): Promise<string> {
    const { ops } = await this.content();
    return ops
      .map((op) => (typeof op.insert === "string" ? op.insert : "▢"))
      .join("");
  }

  /** Whether what Quill shows is the document. */
  async agrees(): Promise<boolean> {
    return await this.page.evaluate(
      () =>
        document.querySelector("scriptorium-editor")?.binding?.agrees ?? false,
    );
  }

  /** The state, as the word that is on the screen. */
  async state(): Promise<string> {
    const text = await this.page.locator(".connection span").textContent();
    return text?.trim() ?? "";
  }

  async sees(words: string): Promise<void> {
    await expect
      .poll(() => this.words(), { timeout: PATIENCE_MS })
      .toBe(`${words}\n`);
  }

  async seesState(state: string | RegExp): Promise<void> {
    await expect
      .poll(() => this.state(), { timeout: PATIENCE_MS })
      .toMatch(state);
  }

  /** The text of the native selection, as the person sees it marked. */
  async selected(): Promise<string> {
    return await this.page.evaluate(() => getSelection()?.toString() ?? "");
  }

  async devtools(): Promise<CDPSession> {
    return await this.page.context().newCDPSession(this.page);
  }

  /** What axe finds that would shut somebody out: its serious and critical findings, as one line each. */
  async barriers(): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`),
      );
  }
}
