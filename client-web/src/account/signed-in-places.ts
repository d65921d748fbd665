import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { FormElement } from "./form-element.ts";
import { leaveEverywhere, leaveHere } from "./leaving.ts";
import { FollowWho } from "./who-am-i.ts";

/** Signs out, here and everywhere. */
@customElement("scriptorium-signed-in-places")
export class ScriptoriumSignedInPlaces extends FormElement {
  readonly #who = new FollowWho(this);

  override render(): TemplateResult {
    const isGuest = this.#who.source.account?.kind === "guest";
    return html`<section aria-labelledby="places-heading">
      <h2 id="places-heading">Signed in</h2>
      <p>
        ${
          isGuest
            ? "Who signs out as a guest comes in anew by the link, as somebody new."
            : "Signing out everywhere ends your sessions in all browsers. Tokens stay."
        }
      </p>
      ${this.renderProblem()}
      <div class="row">
        <button
          type="button"
          class="button"
          ?disabled=${this.busy}
          @click=${() => this.attempt(leaveHere)}
        >
          Sign out here
        </button>
        ${
          isGuest
            ? nothing
            : html`<button
                type="button"
                class="button"
                ?disabled=${this.busy}
                @click=${() => this.attempt(leaveEverywhere)}
              >
                Sign out everywhere
              </button>`
        }
      </div>
    </section>`;
  }
}
