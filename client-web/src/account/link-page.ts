import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ApiError } from "../api.ts";
import { documentHref, navigate } from "../router.ts";
import { enterLink } from "./account-api.ts";
import { door } from "./door.ts";
import { field } from "./field.ts";
import { FormElement, sentence } from "./form-element.ts";
import { fragmentToken } from "./fragment-token.ts";
import "./sign-in.ts";
import { whoAmI } from "./who-am-i.ts";

/** What is known of the link that somebody has come by. */
type Standing =
  | { readonly type: "asking" }
  /** It takes guests, and who is not signed in says who they are. */
  | { readonly type: "guests" }
  /** It is for who signs in. */
  | { readonly type: "members" }
  | { readonly type: "nowhere"; readonly why: string };

/** Comes in by a link: at once for who is signed in, as a guest or after signing in for everybody else. */
@customElement("scriptorium-link-page")
export class ScriptoriumLinkPage extends FormElement {
  @state() private standing: Standing = { type: "asking" };
  @state() private signsIn = false;

  #listeners = new AbortController();
  readonly #token = fragmentToken();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listeners = new AbortController();
    // Who signs in here comes in by the link then.
    whoAmI().addEventListener(
      "change",
      () => {
        if (whoAmI().account !== undefined) void this.#enter();
      },
      { signal: this.#listeners.signal },
    );
    void this.#enter();
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return door("A document for you", this.#renderStanding());
  }

  #renderStanding(): TemplateResult {
    switch (this.standing.type) {
      case "asking":
        return html`<h1>One moment</h1>
          <p role="status">Looking where this link leads…</p>
          ${this.renderProblem()}
          ${
            this.problem === ""
              ? nothing
              : html`<button
                  type="button"
                  class="button"
                  @click=${() => this.#enter()}
                >
                  Try again
                </button>`
          }`;
      case "guests":
        return this.signsIn ? this.#renderSignIn(true) : this.#renderGuest();
      case "members":
        return this.#renderSignIn(false);
      case "nowhere":
        return html`<h1>This link leads nowhere</h1>
          <p role="status">${this.standing.why}</p>
          <a class="button primary" href="/">Go to the documents</a>`;
    }
  }

  #renderGuest(): TemplateResult {
    return html`<h1>Somebody shared a document with you</h1>
      <p class="why">
        Come in as a guest: the others see the name that you choose, with
        “(guest)” behind it.
      </p>
      <form
        class="form"
        aria-label="Come in as a guest"
        @submit=${(event: SubmitEvent) => {
          this.submit(event, (value) => this.#come(value("name").trim()));
        }}
      >
        ${this.renderProblem()}
        ${field({
          id: "guest-entry-name",
          name: "name",
          label: "Your name",
          autocomplete: "nickname",
          most: 60,
        })}
        <button type="submit" class="button primary" ?disabled=${this.busy}>
          ${this.busy ? "Coming in…" : "Come in as a guest"}
        </button>
        <p class="aside">
          Have an account here?
          <button
            type="button"
            class="link-button"
            @click=${() => {
              this.signsIn = true;
            }}
          >
            Sign in
          </button>
        </p>
      </form>`;
  }

  #renderSignIn(guests: boolean): TemplateResult {
    return html`<h1>Somebody shared a document with you</h1>
      <scriptorium-sign-in why="Sign in, and it opens."></scriptorium-sign-in>
      ${
        guests
          ? html`<p class="aside">
              No account?
              <button
                type="button"
                class="link-button"
                @click=${() => {
                  this.signsIn = false;
                }}
              >
                Come in as a guest
              </button>
            </p>`
          : nothing
      }`;
  }

  async #enter(): Promise<void> {
    if (this.#token === undefined) {
      this.standing = {
        type: "nowhere",
        why: "It is not complete. Perhaps it was cut off on its way to you.",
      };
      return;
    }
    await this.attempt(() => this.#come(undefined));
  }

  async #come(name: string | undefined): Promise<void> {
    try {
      const { documentId, account } = await enterLink(this.#token ?? "", name);
      this.#listeners.abort();
      whoAmI().signedIn(account);
      // The token is not to be found in the history.
      history.replaceState(null, "", documentHref(documentId));
      navigate(documentHref(documentId));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 404)
        this.standing = { type: "nowhere", why: sentence(error.message) };
      else if (error.status === 401)
        this.standing = {
          type: error.code === "name_needed" ? "guests" : "members",
        };
      else throw error;
    }
  }
}
