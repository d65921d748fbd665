import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { navigate } from "../router.ts";
import { resetPassword } from "./account-api.ts";
import { door } from "./door.ts";
import { newPassword } from "./field.ts";
import { FormElement } from "./form-element.ts";
import { fragmentToken } from "./fragment-token.ts";
import { whoAmI } from "./who-am-i.ts";

/** Sets a password by the link that an administrator sent. */
@customElement("scriptorium-reset-page")
export class ScriptoriumResetPage extends FormElement {
  @state() private token = fragmentToken();

  override render(): TemplateResult {
    return this.token === undefined
      ? door(
          "Set a password",
          html`<h1>This link is not complete</h1>
            <p>
              Perhaps it was cut off on its way to you. Copy all of it, or ask
              the administrator for another.
            </p>
            <a class="button primary" href="/">Go to the documents</a>`,
        )
      : door("Set a password", this.#renderForm(this.token));
  }

  #renderForm(token: string): TemplateResult {
    return html`<h1>Set your password</h1>
      <p class="why">The link serves once. You are signed in with it.</p>
      <form
        class="form"
        aria-label="Set a password"
        @submit=${(event: SubmitEvent) => {
          this.submit(event, async (value) => {
            const account = await resetPassword(token, value("password"));
            whoAmI().signedIn(account);
            // Not to be found in the history: the token has served.
            history.replaceState(null, "", "/");
            navigate("/");
          });
        }}
      >
        ${this.renderProblem()} ${newPassword("reset-password", "New password")}
        <button type="submit" class="button primary" ?disabled=${this.busy}>
          ${this.busy ? "Setting it…" : "Set the password"}
        </button>
      </form>`;
  }
}
