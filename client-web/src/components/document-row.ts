import { html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { Pencil, Trash2 } from "lucide";
import { type DocumentSummary, UNTITLED } from "../api.ts";
import type { Cell } from "../plugins/list-contributions.ts";
import { documentHref } from "../router.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";
import { shortTime } from "./when.ts";

export interface RowEvents {
  "row-rename": CustomEvent<{ readonly id: string; readonly title: string }>;
  "row-delete": CustomEvent<{ readonly id: string }>;
}

/** One document of the list: its title, when it was changed, and what can be done with it. */
@customElement("scriptorium-document-row")
export class ScriptoriumDocumentRow extends LightElement {
  @property({ attribute: false }) document: DocumentSummary | undefined;
  /** The values of plugins' columns. */
  @property({ attribute: false }) cells: readonly Cell[] = [];
  @state() private renaming = false;
  @query("input") private readonly field: HTMLInputElement | null | undefined;

  override render(): unknown {
    if (this.document === undefined) return undefined;
    return this.renaming
      ? this.#renderField(this.document)
      : this.#renderLink(this.document);
  }

  #renderLink({ id, title, changed }: DocumentSummary): unknown {
    return html`
      <a class="document-link" href=${documentHref(id)}>
        <span class="document-title ${title === UNTITLED ? "untitled" : ""}"
          >${title}</span
        >
        ${this.cells.map(
          ({ label, text }) =>
            html`<span class="cell" title=${label}
              ><span class="visually-hidden">${label}: </span>${text}</span
            >`,
        )}
        ${
          changed &&
          html`<time
            datetime=${changed.toISOString()}
            title=${changed.toLocaleString("en")}
            >${shortTime(changed, new Date())}</time
          >`
        }
      </a>
      <button
        type="button"
        class="button quiet square rename"
        aria-label="Rename “${title}”"
        title="Rename"
        @click=${() => this.#startRenaming()}
      >
        ${icon(Pencil)}
      </button>
      <button
        type="button"
        class="button quiet square delete"
        aria-label="Delete “${title}”"
        title="Delete"
        @click=${() => {
          this.dispatchEvent(new CustomEvent("row-delete", { detail: { id } }));
        }}
      >
        ${icon(Trash2)}
      </button>
    `;
  }

  #renderField({ title }: DocumentSummary): unknown {
    return html`<input
      class="rename-field"
      aria-label="New title"
      maxlength="200"
      .value=${title === UNTITLED ? "" : title}
      placeholder=${UNTITLED}
      @keydown=${(event: KeyboardEvent) => {
        if (event.isComposing) return;
        if (event.key !== "Enter" && event.key !== "Escape") return;
        // Or the same key would press the button that gets the focus next.
        event.preventDefault();
        this.#finish(event.key === "Enter");
      }}
      @blur=${() => {
        if (this.renaming) this.#finish(true);
      }}
    />`;
  }

  async #startRenaming(): Promise<void> {
    this.renaming = true;
    await this.updateComplete;
    this.field?.select();
  }

  #finish(keep: boolean): void {
    const title = this.field?.value.trim() || UNTITLED;
    const { id } = this.document ?? {};
    const changed = keep && id !== undefined && title !== this.document?.title;
    this.renaming = false;
    if (changed)
      this.dispatchEvent(
        new CustomEvent("row-rename", { detail: { id, title } }),
      );
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(".rename")?.focus(),
    );
  }
}
