import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { X } from "lucide";
import { icon } from "../components/icon.ts";
import { LightElement } from "../components/light-element.ts";
import { whoAmI } from "./who-am-i.ts";

/** Above a document whose session has ended: says that nothing is lost, and signs in again without leaving it. */
@customElement("scriptorium-session-ended")
export class ScriptoriumSessionEnded extends LightElement {
  @state() private problem = "";
  @state() private isLoaded = false;
  @query("dialog") private readonly dialog:
    HTMLDialogElement | null | undefined;

  #listeners = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listeners = new AbortController();
    whoAmI().addEventListener(
      "change",
      () => {
        if (whoAmI().account !== undefined) this.dialog?.close();
      },
      { signal: this.#listeners.signal },
    );
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<p class="notice signed-out" role="alert">
        <span
          >You are signed out. What you wrote is kept on this device, and is
          sent when you sign in again. ${this.problem}</span
        >
        <button
          type="button"
          class="button primary"
          @click=${() => this.#show()}
        >
          Sign in
        </button>
      </p>
      <dialog class="dialog narrow" aria-labelledby="ended-heading">
        <div class="dialog-body">
          <header>
            <h2 id="ended-heading">Sign in again</h2>
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
          ${
            this.isLoaded
              ? html`<scriptorium-sign-in
                  why="As the same person, so that your edits are sent."
                ></scriptorium-sign-in>`
              : nothing
          }
        </div>
      </dialog>`;
  }

  async #show(): Promise<void> {
    this.problem = "";
    try {
      await import("./sign-in.ts");
      this.isLoaded = true;
      await this.updateComplete;
      this.dialog?.showModal();
    } catch {
      this.problem =
        "The form could not be loaded. Check the connection and try again.";
    }
  }
}
