import "../styles/account.css";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { ArrowLeft } from "lucide";
import { icon } from "../components/icon.ts";
import { LightElement } from "../components/light-element.ts";
import "../components/theme-toggle.ts";
import "./account-menu.ts";
import "./delete-account.ts";
import "./password-form.ts";
import "./profile-form.ts";
import "./signed-in-places.ts";
import "./token-list.ts";
import { FollowWho } from "./who-am-i.ts";

/** One's own account: how others see one, how one gets in, and how one goes. */
@customElement("scriptorium-account-page")
export class ScriptoriumAccountPage extends LightElement {
  readonly #who = new FollowWho(this);

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Your account – Scriptorium";
  }

  override render(): TemplateResult {
    const { account } = this.#who.source;
    return html`<a class="skip" href="#main">Skip to your account</a>
      <header class="masthead">
        <a class="button quiet back" href="/"
          >${icon(ArrowLeft)}<span>Documents</span></a
        >
        <span class="row">
          <scriptorium-account-menu></scriptorium-account-menu>
          <scriptorium-theme-toggle></scriptorium-theme-toggle>
        </span>
      </header>
      <main id="main" class="documents account" tabindex="-1">
        <div class="documents-head"><h1>Your account</h1></div>
        ${
          account === undefined
            ? html`<p>This server has no accounts: nobody needs to sign in.</p>`
            : html`<scriptorium-profile-form></scriptorium-profile-form>
                ${
                  account.kind === "guest"
                    ? nothing
                    : html`<scriptorium-password-form></scriptorium-password-form>`
                }
                <scriptorium-signed-in-places></scriptorium-signed-in-places>
                ${
                  account.kind === "guest"
                    ? nothing
                    : html`<scriptorium-token-list></scriptorium-token-list>
                        <scriptorium-delete-account></scriptorium-delete-account>`
                }`
        }
      </main>`;
  }
}
