import "../styles/admin.css";
import "../styles/sharing.css";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { ArrowLeft } from "lucide";
import { FollowWho, type Who } from "../account/who-am-i.ts";
import { icon } from "../components/icon.ts";
import { LightElement } from "../components/light-element.ts";
import "../components/theme-toggle.ts";
import { adminHref, type AdminPart } from "../router.ts";
import "./accounts-part.ts";
import { partsFor } from "./admin-parts.ts";
import "./audit-part.ts";
import "./groups-part.ts";
import "./plugins-part.ts";

const NAMES: Readonly<Record<AdminPart, string>> = {
  plugins: "Plugins",
  accounts: "Accounts",
  groups: "Groups",
  audit: "Audit log",
};

/** What an administrator looks after: plugins, and on a server with accounts these, groups and what happened. */
@customElement("scriptorium-admin-page")
export class ScriptoriumAdminPage extends LightElement {
  @property({ attribute: false }) place: AdminPart = "plugins";

  readonly #who = new FollowWho(this);

  override updated(): void {
    document.title = `${NAMES[this.place]} – Scriptorium`;
  }

  override render(): TemplateResult {
    const parts = partsFor(this.#who.who);
    return html`
      <a class="skip" href="#main"
        >Skip to ${NAMES[this.place].toLowerCase()}</a
      >
      <header class="masthead">
        <a class="button quiet back" href="/">${icon(ArrowLeft)}Documents</a>
        <scriptorium-theme-toggle></scriptorium-theme-toggle>
      </header>
      <main id="main" class="documents admin" tabindex="-1">
        ${
          parts.length > 1
            ? html`<nav class="admin-parts" aria-label="Administration">
                ${parts.map(
                  (part) =>
                    html`<a
                      href=${adminHref(part)}
                      aria-current=${part === this.place ? "page" : nothing}
                      >${NAMES[part]}</a
                    >`,
                )}
              </nav>`
            : nothing
        }
        ${
          parts.includes(this.place)
            ? html`<div class="documents-head">
                  <h1>${NAMES[this.place]}</h1>
                </div>
                ${this.#renderPart()}`
            : refusal(this.#who.who)
        }
      </main>
    `;
  }

  #renderPart(): TemplateResult {
    switch (this.place) {
      case "plugins":
        return html`<scriptorium-admin-plugins></scriptorium-admin-plugins>`;
      case "accounts":
        return html`<scriptorium-admin-accounts></scriptorium-admin-accounts>`;
      case "groups":
        return html`<scriptorium-admin-groups></scriptorium-admin-groups>`;
      case "audit":
        return html`<scriptorium-admin-audit></scriptorium-admin-audit>`;
    }
  }
}

function refusal(who: Who): TemplateResult {
  switch (who.type) {
    case "unknown":
      return html`<div class="skeleton" role="status">
        <span class="visually-hidden">Asking who you are</span>
        <i></i><i></i><i></i>
      </div>`;
    case "everybody":
      return html`<div class="blank">
        <h1>This server has no accounts</h1>
        <p>
          Everybody who reaches it may do everything, so there are no accounts
          or groups to look after, and nothing is noted.
        </p>
      </div>`;
    case "signed-out":
      return html`<div class="blank">
        <h1>Sign in first</h1>
        <p>The administration is for this server’s administrators.</p>
      </div>`;
    case "signed-in":
      return html`<div class="blank">
        <h1>This is for administrators</h1>
        <p>
          You are signed in as ${who.account.displayName}, who is none. An
          administrator can make you one, under Accounts.
        </p>
      </div>`;
  }
}
