import { html, nothing, render, type TemplateResult } from "lit";
import Delta from "quill-delta";
import { ApiError } from "../api.ts";
import { uploadAttachment, type Attachment } from "../attachments.ts";
import type { EditorSurface } from "./editor-surface.ts";

/** How long a picture waits before it tries again without having heard that the network is back, in milliseconds. */
const TRY_AGAIN_MS = 5_000;

/** How wide a picture is at first, in pixels, if it is no narrower by itself. */
const WIDEST_PX = 720;

type Stage =
  | { readonly type: "sending"; readonly part: number }
  | { readonly type: "waiting" }
  | { readonly type: "failed"; readonly words: string };

/** A picture on its way, and where in the text it is to stand. */
interface Upload {
  readonly id: number;
  readonly file: Blob;
  readonly name: string;
  readonly preview: string;
  readonly ending: AbortController;
  index: number;
  stage: Stage;
}

/**
 * Pictures on their way to the server, each shown as a card at its place in the text until it is there and an edit
 * puts it into the document. Without a network they wait, and as long as any of them does, the browser asks before
 * the page is closed: nothing but the page has them.
 */
export class PictureUploads {
  readonly #documentId: string;
  readonly #surface: EditorSurface;
  readonly #layer: HTMLElement;
  readonly #signal: AbortSignal;
  #uploads: readonly Upload[] = [];
  #next = 0;

  /** @param signal ends all of them */
  constructor(documentId: string, surface: EditorSurface, signal: AbortSignal) {
    this.#documentId = documentId;
    this.#surface = surface;
    this.#signal = signal;
    this.#layer = surface.overlay(signal);
    this.#layer.classList.add("picture-uploads");
    surface.addEventListener("change", ({ detail: { delta } }) => {
      for (const upload of this.#uploads)
        upload.index = delta.transformPosition(upload.index);
    });
    surface.addEventListener("layout", () => {
      this.#place();
    });
    const retry = (): void => {
      this.#tryAgain();
    };
    addEventListener("online", retry, { signal });
    addEventListener("beforeunload", this.#askBeforeLeaving, { signal });
    signal.addEventListener("abort", () => {
      for (const upload of this.#uploads) this.#end(upload);
    });
  }

  /** Begins to upload `files`, which are to stand at `index`. */
  add(index: number, files: readonly Blob[]): void {
    const uploads = files.map((file) => ({
      id: (this.#next += 1),
      file,
      name: file instanceof File ? file.name : "picture",
      preview: URL.createObjectURL(file),
      ending: new AbortController(),
      index,
      stage: { type: "sending", part: 0 } as const,
    }));
    this.#uploads = [...this.#uploads, ...uploads];
    void this.#sendInTurn(uploads);
  }

  /** One after the other, so that they come to stand in their order. */
  async #sendInTurn(uploads: readonly Upload[]): Promise<void> {
    this.#draw();
    for (const upload of uploads) await this.#send(upload);
  }

  async #send(upload: Upload): Promise<void> {
    this.#show(upload, { type: "sending", part: 0 });
    try {
      const attachment = await uploadAttachment(
        this.#documentId,
        upload.file,
        (part) => {
          this.#show(upload, { type: "sending", part });
        },
        upload.ending.signal,
      );
      if (upload.ending.signal.aborted) return;
      await this.#composed();
      this.#insert(upload, attachment);
      this.#end(upload);
    } catch (error) {
      if (!upload.ending.signal.aborted) this.#failed(upload, error);
    }
  }

  #failed(upload: Upload, error: unknown): void {
    if (error instanceof ApiError && error.status === 0) {
      this.#show(upload, { type: "waiting" });
      setTimeout(() => {
        if (upload.stage.type === "waiting") void this.#send(upload);
      }, TRY_AGAIN_MS);
      return;
    }
    const words = error instanceof Error ? error.message : String(error);
    this.#show(upload, { type: "failed", words });
  }

  #tryAgain(): void {
    const waiting = this.#uploads.filter(
      ({ stage }) => stage.type === "waiting",
    );
    void this.#sendInTurn(waiting);
  }

  /** While an input method composes, the text is the browser's. */
  async #composed(): Promise<void> {
    const { quill } = this.#surface.binding;
    while (quill.composition.isComposing)
      await new Promise((resolve) => {
        quill.root.addEventListener(
          "compositionend",
          () => setTimeout(resolve, 10),
          { once: true },
        );
      });
  }

  /** Whose caret still stands where the picture goes writes on behind it; elsewhere it is left alone. */
  #insert(upload: Upload, { source, width, height }: Attachment): void {
    const { binding } = this.#surface;
    const index = Math.min(upload.index, binding.document.length() - 1);
    const shrunk = Math.min(1, WIDEST_PX / width);
    const change = new Delta().retain(index).insert(
      { image: source },
      {
        width: String(Math.round(width * shrunk)),
        height: String(Math.round(height * shrunk)),
      },
    );
    const caret = this.#surface.selection;
    const isHere = caret?.index === index && caret.length === 0;
    binding.editInPlace(change);
    if (isHere) binding.quill.setSelection(index + 1, 0, "api");
  }

  #end(upload: Upload): void {
    upload.ending.abort();
    URL.revokeObjectURL(upload.preview);
    this.#uploads = this.#uploads.filter((other) => other !== upload);
    this.#draw();
  }

  #show(upload: Upload, stage: Stage): void {
    upload.stage = stage;
    this.#draw();
  }

  #draw(): void {
    render(
      this.#uploads.map((upload) => this.#card(upload)),
      this.#layer,
    );
    this.#place();
  }

  #card(upload: Upload): TemplateResult {
    const { stage, preview, name, id } = upload;
    return html`<div class="picture-upload" data-upload=${id}>
      <img src=${preview} alt="" />
      <div>
        <p role=${stage.type === "sending" ? "none" : "status"}>
          ${wordsFor(stage, name)}
        </p>
        ${
          stage.type === "sending"
            ? html`<progress
                max="1"
                .value=${stage.part}
                aria-label="Uploading ${name}"
              ></progress>`
            : nothing
        }
        <div class="row">
          ${
            stage.type === "sending"
              ? nothing
              : html`<button
                  type="button"
                  class="button"
                  @click=${() => void this.#send(upload)}
                >
                  Try again
                </button>`
          }
          <button
            type="button"
            class="button quiet"
            @click=${() => {
              this.#end(upload);
            }}
          >
            ${stage.type === "sending" ? "Cancel" : "Leave it out"}
          </button>
        </div>
      </div>
    </div>`;
  }

  /** Below the row that each is to stand in, those of one row below each other. */
  #place(): void {
    let free = 0;
    for (const { id, index } of this.#uploads) {
      const card = this.#layer.querySelector<HTMLElement>(
        `[data-upload="${id}"]`,
      );
      const [row] = this.#surface.rectangles({ index, length: 0 });
      if (!card || !row) continue;
      const top = Math.max(free, row.bottom + 4);
      const rightmost = this.#layer.clientWidth - card.offsetWidth;
      card.style.top = `${top}px`;
      card.style.left = `${Math.max(0, Math.min(row.left, rightmost))}px`;
      free = top + card.offsetHeight + 4;
    }
  }

  readonly #askBeforeLeaving = (event: BeforeUnloadEvent): void => {
    if (this.#uploads.length > 0 && !this.#signal.aborted)
      event.preventDefault();
  };
}

function wordsFor(stage: Stage, name: string): string {
  switch (stage.type) {
    case "sending":
      return stage.part < 1 ? `Uploading ${name}` : `Looking at ${name}`;
    case "waiting":
      return `No connection: ${name} waits here and goes up when it is back. Keep this page open.`;
    case "failed":
      return `${name} was not taken: ${stage.words}`;
  }
}
