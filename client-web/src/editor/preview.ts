import Quill from "quill/core.js";
import type Delta from "quill-delta";
import { toView } from "./projection.ts";
import { TextLayout } from "./text-layout.ts";

/** Contents whose lengths differ by more than this are not compared: to draw all of it anew is quicker. */
const FAR = 10_000;

/** A content in place of the document: drawn like it, and only to be read. */
export class Preview {
  readonly layout: TextLayout;
  readonly #host: HTMLElement;
  readonly #quill: Quill;

  /** Stands right after `live`, which is hidden meanwhile. */
  constructor(readonly live: HTMLElement) {
    this.#host = document.createElement("div");
    this.#host.className = "editor-host";
    live.after(this.#host);
    live.hidden = true;
    this.#quill = new Quill(this.#host, { readOnly: true });
    this.layout = new TextLayout(this.#quill);
    const { root } = this.#quill;
    root.setAttribute("role", "textbox");
    root.setAttribute("aria-multiline", "true");
    root.setAttribute("aria-readonly", "true");
    root.setAttribute("aria-label", "Preview of the document");
    root.tabIndex = 0;
  }

  get host(): HTMLElement {
    return this.#host;
  }

  get root(): HTMLElement {
    return this.#quill.root;
  }

  /** Shows `contents` instead of what it showed before, changing no more of the page than differs. */
  show(contents: Delta): void {
    const next = toView(contents);
    const shown = this.#quill.editor.delta;
    if (Math.abs(next.length() - shown.length()) > FAR)
      this.#quill.setContents(next, "api");
    else this.#quill.updateContents(shown.diff(next), "api");
    this.layout.changed();
  }

  end(): void {
    this.#host.remove();
    this.live.hidden = false;
  }
}
