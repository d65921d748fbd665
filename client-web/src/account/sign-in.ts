import "../styles/account.css";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { signIn, signUp, type SetUp } from "./account-api.ts";
import { field, newPassword, signInName } from "./field.ts";
import { FormElement } from "./form-element.ts";
import { FollowWho, whoAmI } from "./who-am-i.ts";

/**
 * Signs somebody in, or up where the server lets people. Who waits for that hears of it from {@link whoAmI}: nobody is
 * sent anywhere, so nobody can be sent to the wrong place.
 */
@customElement("scriptorium-sign-in")
export class ScriptoriumSignIn extends FormElement {
  /** Why it is asked for, as a sentence. */
  @property() why = "";
  @property({ type: Boolean }) newcomer = false;
  @state() private isNew = false;

  readonly #who = new FollowWho(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.isNew = this.newcomer;
  }

  override firstUpdated(): void {
    this.querySelector("input")?.focus();
  }

  override render(): TemplateResult {
    const { setUp } = this.#who.source;
    const signsUp = setUp?.signUp === true;
    return html`${this.why === "" ? nothing : html`<p class="why">${this.why}</p>`}
    ${this.isNew && signsUp ? this.#renderSignUp() : this.#renderSignIn(setUp)}`;
  }

  #renderSignIn(setUp: SetUp | undefined): TemplateResult {
    return html`<form
      class="form"
      aria-label="Sign in"
      @submit=${(event: SubmitEvent) => {
        this.submit(event, async (value) => {
          whoAmI().signedIn(await signIn(value("name"), value("password")));
        });
      }}
    >
      ${this.renderProblem()} ${signInName("sign-in-name")}
      ${field({
        id: "sign-in-password",
        name: "password",
        label: "Password",
        type: "password",
        autocomplete: "current-password",
      })}
      <button type="submit" class="button primary" ?disabled=${this.busy}>
        ${this.busy ? "Signing in…" : "Sign in"}
      </button>
      ${
        setUp?.signUp === true
          ? html`<p class="aside">
              No account yet?
              <button
                type="button"
                class="link-button"
                @click=${() => this.#turn(true)}
              >
                Make one
              </button>
            </p>`
          : html`<p class="aside">
              Accounts are made by the administrator of this server. Who has
              forgotten a password asks there for a link that sets another.
            </p>`
      }
    </form>`;
  }

  #renderSignUp(): TemplateResult {
    return html`<form
      class="form"
      aria-label="Sign up"
      @submit=${(event: SubmitEvent) => {
        this.submit(event, async (value) => {
          const displayName = value("displayName").trim();
          const account = await signUp({
            name: value("name"),
            password: value("password"),
            ...(displayName === "" ? {} : { displayName }),
          });
          whoAmI().signedIn(account);
        });
      }}
    >
      ${this.renderProblem()}
      ${signInName("sign-up-name", "Letters, digits and . _ @ + - without spaces.")}
      ${field({
        id: "sign-up-display",
        name: "displayName",
        label: "What others see",
        autocomplete: "name",
        optional: true,
        most: 60,
      })}
      ${newPassword("sign-up-password")}
      <button type="submit" class="button primary" ?disabled=${this.busy}>
        ${this.busy ? "Making it…" : "Make my account"}
      </button>
      <p class="aside">
        Already have an account?
        <button
          type="button"
          class="link-button"
          @click=${() => this.#turn(false)}
        >
          Sign in
        </button>
      </p>
    </form>`;
  }

  async #turn(isNew: boolean): Promise<void> {
    this.isNew = isNew;
    this.problem = "";
    await this.updateComplete;
    this.querySelector("input")?.focus();
  }
}
