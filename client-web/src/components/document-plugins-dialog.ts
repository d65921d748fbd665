import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { X } from "lucide";
import {
  type DocumentPlugin,
  readDocumentPlugins,
  switchDocumentPlugin,
} from "../admin-api.ts";
import { ApiError } from "../api.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";

/** Which plugins are on in one document, and a switch for each that it can do without. */
@customElement("scriptorium-document-plugins")
export class ScriptoriumDocumentPlugins extends LightElement {
  @property({ attribute: false }) documentId = "";
  /** For somebody who may not change the document. */
  @property({ type: Boolean }) readonly = false;
  @state() private plugins: readonly DocumentPlugin[] | undefined;
  @state() private problem = "";
  @query("dialog") private readonly dialog:
    HTMLDialogElement | null | undefined;

  #reading = new AbortController();

  show(): void {
    if (this.dialog?.open !== false) return;
    this.dialog.showModal();
    void this.#read();
  }

  override disconnectedCallback(): void {
    this.#reading.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<dialog class="dialog narrow" aria-labelledby="plugins-heading">
      <div class="dialog-body">
        <header>
          <h2 id="plugins-heading">Plugins of this document</h2>
          <button
            type="button"
            class="button quiet square"
            aria-label="Close"
            title="Close (Esc)"
            @click=${() => {
              this.dialog?.close();
            }}
          >
            ${icon(X)}
          </button>
        </header>
        <p class="problem" role="alert">${this.problem}</p>
        ${this.#renderPlugins()}
      </div>
    </dialog>`;
  }

  #renderPlugins(): TemplateResult | typeof nothing {
    if (this.plugins === undefined) return nothing;
    if (this.plugins.length === 0)
      return html`<p>This server has no plugins.</p>`;
    return html`<ul class="switches">
        ${this.plugins.map(
          (plugin) =>
            html`<li>
              <label>
                <input
                  type="checkbox"
                  role="switch"
                  .checked=${plugin.on}
                  ?disabled=${!plugin.switchable || this.readonly}
                  @change=${() => this.#turn(plugin)}
                />
                <span>${plugin.title}</span>
                ${
                  plugin.switchable
                    ? nothing
                    : html`<span class="why">always on</span>`
                }
              </label>
            </li>`,
        )}
      </ul>
      <p class="why">
        It holds for everybody in this
        document.${this.readonly ? " Editors may change it." : ""}
      </p>`;
  }

  async #turn({ name, on }: DocumentPlugin): Promise<void> {
    await this.#attempt(() => switchDocumentPlugin(this.documentId, name, !on));
    await this.#read();
    this.dispatchEvent(new CustomEvent("plugins-switched"));
  }

  #read(): Promise<void> {
    this.#reading.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    return this.#attempt(async () => {
      this.plugins = await readDocumentPlugins(this.documentId, signal);
    });
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
      this.problem = "";
    } catch (error) {
      if (error instanceof ApiError) this.problem = error.message;
      else if (!this.#reading.signal.aborted) this.problem = String(error);
    }
  }
}
