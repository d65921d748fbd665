import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import {
  createToken,
  listTokens,
  revokeToken,
  type Token,
} from "./account-api.ts";
import { field } from "./field.ts";
import { FormElement } from "./form-element.ts";

/** For how long a token can serve, in days. */
const DAYS = [7, 30, 90, 365] as const;

/** One's tokens for programs: made, shown once, listed, revoked. */
@customElement("scriptorium-token-list")
export class ScriptoriumTokenList extends FormElement {
  @state() private tokens: readonly Token[] | undefined;
  @state() private made: Token | undefined;
  @state() private done = "";

  #reading = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reading = new AbortController();
    void this.attempt(() => this.#read());
  }

  override disconnectedCallback(): void {
    this.#reading.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<section aria-labelledby="tokens-heading">
      <h2 id="tokens-heading">Tokens for programs</h2>
      <p>
        A program that reads or writes your documents shows a token in place of
        your password. It neither shares nor changes your account.
      </p>
      ${this.renderProblem()} ${this.#renderMade()} ${this.#renderTokens()}
      ${this.#renderForm()}
      <p class="done" role="status">${this.done}</p>
    </section>`;
  }

  #renderMade(): TemplateResult | typeof nothing {
    if (this.made?.secret === undefined) return nothing;
    const { name, secret } = this.made;
    return html`<div class="secret" role="group" aria-label="The new token">
      <p>
        <strong>Copy “${name}” now.</strong> It is shown this once and cannot be
        shown again.
      </p>
      <code tabindex="0" aria-label="Token">${secret}</code>
      <div class="row">
        <button
          type="button"
          class="button primary"
          @click=${() =>
            this.attempt(async () => {
              await navigator.clipboard.writeText(secret);
              this.done = "Copied.";
            })}
        >
          Copy the token
        </button>
        <button
          type="button"
          class="button"
          @click=${() => {
            this.made = undefined;
            this.done = "";
          }}
        >
          I have it
        </button>
      </div>
    </div>`;
  }

  #renderTokens(): TemplateResult | typeof nothing {
    if (this.tokens === undefined)
      return this.busy
        ? html`<p role="status">Reading your tokens…</p>`
        : nothing;
    if (this.tokens.length === 0) return html`<p>You have none.</p>`;
    return html`<ul class="tokens">
      ${this.tokens.map(
        (token) =>
          html`<li>
            <div>
              <strong>${token.name}</strong><br />
              <span
                >${token.scope === "read" ? "Reads" : "Reads and writes"}, until
                ${token.expires.toLocaleDateString("en", { dateStyle: "medium" })}</span
              >
            </div>
            <button
              type="button"
              class="button"
              aria-label="Revoke “${token.name}”"
              ?disabled=${this.busy}
              @click=${() => this.#revoke(token)}
            >
              Revoke
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #renderForm(): TemplateResult {
    return html`<form
      class="form"
      aria-label="Make a token"
      @submit=${(event: SubmitEvent) => {
        this.#make(event);
      }}
    >
      ${field({
        id: "token-name",
        name: "name",
        label: "What it is for",
        autocomplete: "off",
        most: 60,
      })}
      <div class="field">
        <label for="token-scope">What it may do</label>
        <select id="token-scope" name="scope">
          <option value="read">Read my documents</option>
          <option value="write">Read and write my documents</option>
        </select>
      </div>
      <div class="field">
        <label for="token-days">For how long</label>
        <select id="token-days" name="days">
          ${DAYS.map(
            (days) =>
              html`<option value=${days} ?selected=${days === 90}>
                ${days === 365 ? "A year" : `${days} days`}
              </option>`,
          )}
        </select>
      </div>
      <button type="submit" class="button primary" ?disabled=${this.busy}>
        Make a token
      </button>
    </form>`;
  }

  #make(event: SubmitEvent): void {
    this.done = "";
    this.submit(event, async (value, form) => {
      const scope = value("scope") === "write" ? "write" : "read";
      this.made = await createToken(
        value("name"),
        scope,
        Number(value("days")),
      );
      form.reset();
      await this.#read();
      await this.updateComplete;
      this.querySelector<HTMLElement>(".secret button")?.focus();
    });
  }

  #revoke({ id, name }: Token): Promise<void> {
    return this.attempt(async () => {
      await revokeToken(id);
      if (this.made?.id === id) this.made = undefined;
      await this.#read();
      this.done = `“${name}” serves no more.`;
      await this.updateComplete;
      this.querySelector<HTMLElement>("#token-name")?.focus();
    });
  }

  async #read(): Promise<void> {
    const { signal } = this.#reading;
    try {
      this.tokens = await listTokens(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
