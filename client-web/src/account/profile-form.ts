import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { changeProfile } from "./account-api.ts";
import { field } from "./field.ts";
import { FormElement } from "./form-element.ts";
import { FollowWho, whoAmI } from "./who-am-i.ts";

/** How others see one: a name and a colour. */
@customElement("scriptorium-profile-form")
export class ScriptoriumProfileForm extends FormElement {
  @state() private done = "";

  readonly #who = new FollowWho(this);

  override render(): TemplateResult {
    const { account } = this.#who.source;
    const name = account?.name;
    return html`<section aria-labelledby="profile-heading">
      <h2 id="profile-heading">How others see you</h2>
      ${
        account?.kind === "guest"
          ? html`<p>
              You are a guest here: “(guest)” stands behind your name.
            </p>`
          : html`<p>You sign in as <strong>${name}</strong>.</p>`
      }
      <form
        class="form"
        aria-labelledby="profile-heading"
        @submit=${(event: SubmitEvent) => {
          this.done = "";
          this.submit(event, async (value) => {
            const changed = await changeProfile({
              displayName: value("displayName").trim(),
              color: value("color"),
            });
            whoAmI().signedIn(changed);
            this.done =
              "Kept. Others see it when you come into a document next.";
          });
        }}
      >
        ${this.renderProblem()}
        ${field({
          id: "profile-name",
          name: "displayName",
          label: "Name",
          autocomplete: "name",
          value: account?.displayName ?? "",
          most: 60,
        })}
        <div class="field">
          <label for="profile-color">Colour, beside your name</label>
          <input
            id="profile-color"
            name="color"
            type="color"
            .value=${account?.color ?? "#666666"}
          />
        </div>
        <button type="submit" class="button primary" ?disabled=${this.busy}>
          ${this.busy ? "Keeping…" : "Keep"}
        </button>
        <p class="done" role="status">${this.done}</p>
      </form>
    </section>`;
  }
}
