import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { field } from "./field.ts";
import { FormElement } from "./form-element.ts";
import { leaveForGood } from "./leaving.ts";

/** Deletes one's account, after saying what that means. */
@customElement("scriptorium-delete-account")
export class ScriptoriumDeleteAccount extends FormElement {
  override render(): TemplateResult {
    return html`<section aria-labelledby="deletion-heading">
      <h2 id="deletion-heading">Delete the account</h2>
      <p>
        Your name, your password, your tokens and whatever was shared with you
        are gone at once, and nobody can bring them back. What you wrote in
        others’ documents stays there, under your name. Documents of your own
        have to be given to somebody or deleted first.
      </p>
      <form
        class="form"
        aria-labelledby="deletion-heading"
        @submit=${(event: SubmitEvent) => {
          this.submit(event, (value) => leaveForGood(value("password")));
        }}
      >
        ${this.renderProblem()}
        ${field({
          id: "deletion-password",
          name: "password",
          label: "Your password, to be sure",
          type: "password",
          autocomplete: "current-password",
        })}
        <button type="submit" class="button danger" ?disabled=${this.busy}>
          ${this.busy ? "Deleting…" : "Delete my account for good"}
        </button>
      </form>
    </section>`;
  }
}
