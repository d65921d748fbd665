import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { changePassword } from "./account-api.ts";
import { field, newPassword } from "./field.ts";
import { FormElement } from "./form-element.ts";
import { FollowWho, whoAmI } from "./who-am-i.ts";

/** Changes one's password. */
@customElement("scriptorium-password-form")
export class ScriptoriumPasswordForm extends FormElement {
  @state() private done = "";

  readonly #who = new FollowWho(this);

  override render(): TemplateResult {
    return html`<section aria-labelledby="password-heading">
      <h2 id="password-heading">Password</h2>
      <p>Whoever is signed in as you elsewhere is signed out by a change.</p>
      <form
        class="form"
        aria-labelledby="password-heading"
        @submit=${(event: SubmitEvent) => {
          this.done = "";
          this.submit(event, async (value, form) => {
            whoAmI().signedIn(
              await changePassword(value("old"), value("password")),
            );
            form.reset();
            this.done = "Your password is changed.";
          });
        }}
      >
        ${this.renderProblem()}
        <input
          class="visually-hidden"
          name="username"
          autocomplete="username"
          tabindex="-1"
          aria-hidden="true"
          readonly
          .value=${this.#who.source.account?.name ?? ""}
        />
        ${field({
          id: "old-password",
          name: "old",
          label: "Password until now",
          type: "password",
          autocomplete: "current-password",
        })}
        ${newPassword("new-password", "New password")}
        <button type="submit" class="button primary" ?disabled=${this.busy}>
          ${this.busy ? "Changing it…" : "Change the password"}
        </button>
        <p class="done" role="status">${this.done}</p>
      </form>
    </section>`;
  }
}
