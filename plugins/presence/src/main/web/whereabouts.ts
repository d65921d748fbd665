import type { DocumentContext } from "@scriptorium/plugin-api";

/** The shortest time between two messages, in milliseconds: as often as the server half tells them on. */
const PACE = 50;

/** How often a sign of life is sent, in milliseconds; the server half takes longer silence for a lost connection. */
const SIGN = 5_000;

/** Tells the server half where this user is: his selection, and the first line that he sees. */
export class Whereabouts {
  readonly #context: DocumentContext;
  #lastSent = "";
  #lastTime = 0;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(context: DocumentContext) {
    this.#context = context;
    const { editor, channel, signal } = context;
    const moved = (): void => {
      this.#moved();
    };
    editor.onSelection(moved);
    editor.onChange(moved);
    editor.onLayout(moved);
    addEventListener("scroll", moved, { signal, capture: true, passive: true });
    document.addEventListener("visibilitychange", moved, { signal });
    channel.onOpen((isOpen) => {
      this.#lastSent = "";
      if (isOpen) this.#moved();
    });
    const signs = setInterval(() => {
      if (!document.hidden) this.#send(true);
    }, SIGN);
    signal.addEventListener("abort", () => {
      clearInterval(signs);
      clearTimeout(this.#due);
    });
  }

  #moved(): void {
    if (this.#due !== undefined) return;
    const wait = Math.max(0, this.#lastTime + PACE - performance.now());
    this.#due = setTimeout(() => {
      this.#due = undefined;
      this.#send(false);
    }, wait);
  }

  #send(isSign: boolean): void {
    const message = this.#message();
    const text = JSON.stringify(message);
    if (!isSign && text === this.#lastSent) return;
    if (!this.#context.channel.send(message)) return;
    this.#lastSent = text;
    this.#lastTime = performance.now();
  }

  /** A hidden page's timers run too rarely for signs of life; it promises none. */
  #message(): unknown {
    const { editor } = this.#context;
    const selection = editor.selection();
    const top = editor.toRevision(editor.topVisible());
    if (selection === undefined)
      return {
        selection: null,
        top: top.index,
        revision: top.revision,
        signs: !document.hidden,
      };
    const start = editor.toRevision(selection.index);
    const end = editor.toRevision(selection.index + selection.length);
    return {
      selection: {
        index: start.index,
        length: Math.max(0, end.index - start.index),
      },
      top: top.index,
      revision: start.revision,
      signs: !document.hidden,
    };
  }
}
