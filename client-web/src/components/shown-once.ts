import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "./light-element.ts";

/** An address with a secret in it, to be copied now: the server shows it once. */
@customElement("scriptorium-shown-once")
export class ScriptoriumShownOnce extends LightElement {
  @property({ attribute: false }) href = "";
  /** What it is, for screen readers. */
  @property() label = "";
  @state() private isCopied = false;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("href")) this.isCopied = false;
  }

  override render(): unknown {
    return html`<div class="shown-once">
      <input
        class="field"
        readonly
        aria-label=${this.label}
        .value=${this.href}
        @focus=${(event: FocusEvent) => {
          if (event.target instanceof HTMLInputElement) event.target.select();
        }}
      />
      <button type="button" class="button primary" @click=${() => this.#copy()}>
        ${this.isCopied ? "Copied" : "Copy"}
      </button>
      <span class="visually-hidden" role="status"
        >${this.isCopied ? "Copied." : ""}</span
      >
    </div>`;
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.href);
    this.isCopied = true;
  }
}
