import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import Delta from "quill-delta";
import type { Draft } from "../document-session.ts";
import { LightElement } from "./light-element.ts";

export interface DraftEvents {
  /** To be written at the caret again. */
  "draft-insert": CustomEvent<{ readonly draft: Draft; readonly delta: Delta }>;
  "draft-discard": CustomEvent<{ readonly draft: Draft }>;
}

/** What someone wrote and the server refused: kept, shown, and their own to copy, insert again or discard. */
@customElement("scriptorium-drafts")
export class ScriptoriumDrafts extends LightElement {
  @property({ attribute: false }) drafts: readonly Draft[] = [];
  @property({ type: Boolean }) readonly = false;
  @state() private copied = "";

  override render(): unknown {
    if (this.drafts.length === 0) return nothing;
    return html`<section class="drafts" aria-labelledby="drafts-heading">
      <h2 id="drafts-heading">Kept for you</h2>
      ${repeat(
        this.drafts,
        ({ id }) => id,
        (draft) => this.#renderDraft(draft),
      )}
    </section>`;
  }

  #renderDraft(draft: Draft): TemplateResult {
    const written = writtenIn(draft.edit);
    return html`<article class="draft">
      <p class="draft-reason">
        <strong>The server refused an edit.</strong> ${draft.reason}
      </p>
      <blockquote>${preview(written)}</blockquote>
      <div class="row">
        <button
          type="button"
          class="button"
          @click=${() => this.#copy(draft, written)}
        >
          ${this.copied === draft.id ? "Copied" : "Copy"}
        </button>
        ${
          written.length() === 0 || this.readonly
            ? nothing
            : html`<button
                type="button"
                class="button"
                @click=${() => {
                  const detail = { draft, delta: written };
                  this.dispatchEvent(
                    new CustomEvent("draft-insert", { detail }),
                  );
                }}
              >
                Insert again
              </button>`
        }
        <button
          type="button"
          class="button quiet"
          @click=${() => {
            const detail = { draft };
            this.dispatchEvent(new CustomEvent("draft-discard", { detail }));
          }}
        >
          Discard
        </button>
      </div>
    </article>`;
  }

  /** Copies what was written; of an edit that wrote nothing, the document as its author saw it. */
  async #copy(draft: Draft, written: Delta): Promise<void> {
    const source = written.length() > 0 ? written : draft.content;
    await navigator.clipboard.writeText(textOf(source));
    this.copied = draft.id;
  }
}

/** All that an edit inserts, in its order. */
export function writtenIn(edit: Delta): Delta {
  return new Delta(edit.ops.filter((op) => op.insert !== undefined));
}

function textOf(delta: Delta): string {
  return delta.ops
    .map((op) => (typeof op.insert === "string" ? op.insert : "▢"))
    .join("");
}

function preview(written: Delta): string {
  const text = textOf(written).trim();
  if (text === "") return "This edit deleted or formatted text and wrote none.";
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
