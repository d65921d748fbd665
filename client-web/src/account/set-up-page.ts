import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { browserDevice } from "../browser.ts";
import { navigate } from "../router.ts";
import { setUpAccounts, setUpLocal } from "./account-api.ts";
import { bringAlong } from "./bring-along.ts";
import { door } from "./door.ts";
import { field, newPassword, signInName } from "./field.ts";
import { FormElement } from "./form-element.ts";
import { FollowWho, whoAmI } from "./who-am-i.ts";

/** A server's first minute: accounts, or this machine alone. */
@customElement("scriptorium-set-up-page")
export class ScriptoriumSetUpPage extends FormElement {
  readonly #who = new FollowWho(this);

  override render(): TemplateResult {
    const { setUp } = this.#who.source;
    if (setUp === undefined) return door("Set up", nothing);
    const open =
      setUp.needed ||
      (setUp.choice !== "configuration" && setUp.access !== "accounts");
    if (!open)
      return door(
        "Set up",
        html`<h1>This server is set up</h1>
          <p>There is nothing left to decide here.</p>
          <a class="button primary" href="/">Go to the documents</a>`,
      );
    if (!setUp.here)
      return door(
        "Set up",
        html`<h1>Almost there</h1>
          <p>
            This server waits for its first administrator. For safety that is
            done at its own machine: open Scriptorium there, by the name
            <code>localhost</code>.
          </p>
          <button
            type="button"
            class="button"
            ?disabled=${this.busy}
            @click=${() => this.attempt(() => whoAmI().refresh())}
          >
            Look again
          </button>`,
      );
    return door(
      "Set up",
      html`<h1>Who is going to write here?</h1>
        <p class="why">
          ${
            setUp.needed
              ? "Make the administrator account, and everything works."
              : "People with accounts, or whoever uses this machine: one choice, and everything works. Accounts can still be added later."
          }
        </p>
        ${this.renderProblem()}
        <div class="options">
          ${this.#renderAccounts()}
          ${setUp.needed ? nothing : this.#renderLocal(setUp.choice === "chosen")}
        </div>`,
    );
  }

  #renderAccounts(): TemplateResult {
    return html`<section class="option" aria-labelledby="with-accounts">
      <h2 id="with-accounts">People with accounts</h2>
      <p>
        Everybody signs in, and sees what was shared with them. You are the
        administrator; documents that are here already become yours.
      </p>
      <form
        class="form"
        aria-labelledby="with-accounts"
        @submit=${(event: SubmitEvent) => {
          this.#setUp(event);
        }}
      >
        ${signInName("set-up-name", "Letters, digits and . _ @ + - without spaces.")}
        ${field({
          id: "set-up-display",
          name: "displayName",
          label: "What others see",
          autocomplete: "name",
          optional: true,
          most: 60,
        })}
        ${newPassword("set-up-password")}
        <button type="submit" class="button primary" ?disabled=${this.busy}>
          ${this.busy ? "Setting up…" : "Make the administrator account"}
        </button>
      </form>
    </section>`;
  }

  #renderLocal(isChosen: boolean): TemplateResult {
    return html`<section class="option" aria-labelledby="only-here">
      <h2 id="only-here">Only on this machine, without accounts</h2>
      <p>
        Whoever uses this computer may read and write everything. Nobody else
        can reach the server.
      </p>
      ${
        isChosen
          ? html`<p><strong>So it is now.</strong></p>
              <a class="button" href="/">Leave it so</a>`
          : html`<button
              type="button"
              class="button"
              ?disabled=${this.busy}
              @click=${() =>
                this.attempt(async () => {
                  whoAmI().hear(await setUpLocal());
                  leave();
                })}
            >
              Use it without accounts
            </button>`
      }
    </section>`;
  }

  #setUp(event: SubmitEvent): void {
    this.submit(event, async (value) => {
      const displayName = value("displayName").trim();
      const account = await setUpAccounts({
        name: value("name"),
        password: value("password"),
        ...(displayName === "" ? {} : { displayName }),
      });
      // Before anybody opens a document in the new name.
      await bringAlong(browserDevice(), browserDevice(account.id)).catch(
        () => undefined,
      );
      whoAmI().signedIn(account);
      leave();
    });
  }
}

/** Who came by another address is there now; who came by this page's own goes to the documents. */
function leave(): void {
  if (location.pathname === "/set-up") navigate("/");
}
