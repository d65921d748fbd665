import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { whoAmI } from "../account/who-am-i.ts";
import { LightElement } from "../components/light-element.ts";
import "../components/shown-once.ts";
import { PeopleSearch } from "../sharing/people-search.ts";
import {
  type AdministeredAccount,
  deactivate,
  invite,
  listAccounts,
  makePasswordLink,
  type PasswordLink,
  removeAccount,
  resetHref,
  setAdministrator,
} from "./accounts-api.ts";
import { wordsOf } from "./words-of.ts";

/** How long someone who types pauses before the server is asked, in milliseconds. */
const PAUSE_MS = 200;

/** What is to be confirmed of an account. */
type Question =
  | { readonly type: "deactivate"; readonly of: AdministeredAccount }
  | {
      readonly type: "remove";
      readonly of: AdministeredAccount;
      readonly heir: { readonly id: string; readonly name: string } | undefined;
    };

/** The accounts of this server, and what an administrator does with them. */
@customElement("scriptorium-admin-accounts")
export class ScriptoriumAdminAccounts extends LightElement {
  @state() private accounts: readonly AdministeredAccount[] | undefined;
  @state() private link: PasswordLink | undefined;
  @state() private question: Question | undefined;
  @state() private problem = "";
  @state() private news = "";
  @state() private busy = false;

  #words = "";
  #reading = new AbortController();
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #heirs = new PeopleSearch(
    this,
    ({ grantee, name }) => {
      if (this.question?.type === "remove")
        this.question = { ...this.question, heir: { id: grantee.id, name } };
    },
    async (words, signal) => ({
      accounts: (await listAccounts(words, signal))
        .map(({ account }) => account)
        .filter(({ id }) => id !== this.question?.of.account.id)
        .slice(0, 10),
      groups: [],
    }),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#pause);
    this.#reading.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<p class="problem" role="alert">${this.problem}</p>
      <p class="visually-hidden" role="status">${this.news}</p>
      ${this.#renderInvite()}
      ${this.link === undefined ? nothing : renderLink(this.link)}
      <div class="admin-search">
        <label for="account-search">Find by name</label>
        <input
          id="account-search"
          class="field"
          type="search"
          autocomplete="off"
          spellcheck="false"
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement)
              this.#search(event.target.value);
          }}
        />
      </div>
      ${this.#renderAccounts()}`;
  }

  #renderInvite(): TemplateResult {
    return html`<form
      class="admin-form"
      aria-label="Make an account"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (event.target instanceof HTMLFormElement)
          void this.#invite(event.target);
      }}
    >
      <label
        >Name to sign in with
        <input
          class="field"
          name="name"
          required
          minlength="2"
          maxlength="100"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
      /></label>
      <label
        >Name that others see
        <input
          class="field"
          name="displayName"
          maxlength="60"
          autocomplete="off"
          placeholder="The same"
      /></label>
      <label class="admin-check"
        ><input type="checkbox" name="administrator" /> Administrator</label
      >
      <button class="button primary" ?disabled=${this.busy}>
        Make an account
      </button>
    </form>`;
  }

  #renderAccounts(): TemplateResult | typeof nothing {
    const { accounts } = this;
    if (accounts === undefined)
      return this.problem === ""
        ? html`<div class="skeleton" role="status">
            <span class="visually-hidden">Loading the accounts</span>
            <i></i><i></i><i></i>
          </div>`
        : nothing;
    if (accounts.length === 0)
      return html`<p class="share-note" role="status">
        Nobody’s name begins with “${this.#words}”.
      </p>`;
    return html`<ul class="share-list admin-list" aria-label="Accounts">
      ${repeat(
        accounts,
        ({ account }) => account.id,
        (each) => this.#renderAccount(each),
      )}
    </ul>`;
  }

  #renderAccount(each: AdministeredAccount): TemplateResult {
    const { account, active, documents } = each;
    const { id, displayName, name, kind } = account;
    const isAdministrator = kind === "administrator";
    const isMe = id === whoAmI().account?.id;
    const facts = [
      name,
      isAdministrator ? "administrator" : undefined,
      active ? undefined : "nobody can sign in: no password",
      `${documents} ${documents === 1 ? "document" : "documents"}`,
    ].filter((fact) => fact !== undefined);
    return html`<li>
      <div class="share-who">
        <strong>${displayName}${isMe ? " (you)" : ""}</strong>
        <span>${facts.join(" · ")}</span>
      </div>
      ${this.#action("Password link", displayName, () => this.#makeLink(id))}
      ${this.#action(
        isAdministrator ? "Demote" : "Make administrator",
        displayName,
        () =>
          this.#change(
            () => setAdministrator(id, !isAdministrator),
            isAdministrator
              ? `${displayName} administers no more.`
              : `${displayName} is an administrator now.`,
          ),
      )}
      ${
        isMe
          ? nothing
          : html`${
              active
                ? this.#action("Deactivate", displayName, () =>
                    this.#ask({ type: "deactivate", of: each }),
                  )
                : nothing
            }
            ${this.#action("Delete", displayName, () =>
              this.#ask({ type: "remove", of: each, heir: undefined }),
            )}`
      }
      ${
        this.question?.of.account.id === id
          ? this.#renderQuestion(this.question)
          : nothing
      }
    </li>`;
  }

  #renderQuestion(question: Question): TemplateResult {
    const { displayName } = question.of.account;
    switch (question.type) {
      case "deactivate":
        return this.#confirm(
          html`<p>
            ${displayName} is signed out everywhere at once, and their tokens
            end. Their documents and roles stay. A new password link opens the
            account again.
          </p>`,
          `Deactivate ${displayName}`,
          true,
          () =>
            this.#change(
              () => deactivate(question.of.account.id),
              `${displayName} cannot sign in any more.`,
            ),
        );
      case "remove": {
        const { heir } = question;
        return this.#confirm(
          html`<p>
              The account is gone for good. What ${displayName} wrote stays,
              under their name. Say who gets their documents.
            </p>
            ${
              heir === undefined
                ? this.#heirs.render("Who gets the documents", "A name")
                : html`<p>
                    <strong>${heir.name}</strong> gets the documents.
                    <button
                      type="button"
                      class="button quiet"
                      @click=${() => {
                        this.question = { ...question, heir: undefined };
                      }}
                    >
                      Somebody else
                    </button>
                  </p>`
            }`,
          `Delete ${displayName}`,
          heir !== undefined,
          () =>
            this.#change(
              () => removeAccount(question.of.account.id, heir?.id ?? ""),
              `${displayName}’s account is deleted.`,
            ),
        );
      }
    }
  }

  #confirm(
    words: TemplateResult,
    deed: string,
    can: boolean,
    act: () => Promise<void>,
  ): TemplateResult {
    return html`<div class="admin-confirm" role="group" aria-label="${deed}?">
      ${words}
      <div class="row">
        <button
          type="button"
          class="button danger"
          ?disabled=${this.busy || !can}
          @click=${act}
        >
          ${deed}
        </button>
        <button
          type="button"
          class="button"
          data-keep
          @click=${() => {
            this.question = undefined;
          }}
        >
          Cancel
        </button>
      </div>
    </div>`;
  }

  #action(
    words: string,
    name: string,
    act: () => void | Promise<void>,
  ): TemplateResult {
    return html`<button
      type="button"
      class="button quiet"
      aria-label="${words}: ${name}"
      ?disabled=${this.busy}
      @click=${act}
    >
      ${words}
    </button>`;
  }

  /** Asks first; what changes nothing has the focus. */
  async #ask(question: Question): Promise<void> {
    this.#heirs.clear();
    this.question = question;
    await this.updateComplete;
    this.querySelector<HTMLElement>("[data-keep]")?.focus();
  }

  #search(words: string): void {
    this.#words = words.trim();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#read(), PAUSE_MS);
  }

  async #invite(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const displayName = text(data, "displayName");
    await this.#change(async () => {
      this.link = await invite({
        name: text(data, "name").toLowerCase(),
        ...(displayName === "" ? {} : { displayName }),
        administrator: data.get("administrator") !== null,
      });
      form.reset();
    }, "The account is made. Copy its link now.");
  }

  #makeLink(account: string): Promise<void> {
    return this.#change(async () => {
      this.link = await makePasswordLink(account);
    }, "The link is ready. Copy it now.");
  }

  async #change(action: () => Promise<void>, news: string): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      await action();
      this.news = news;
      this.question = undefined;
      await this.#read();
      // Whoever has just changed what they themselves may do sees it.
      await whoAmI().refresh();
    } catch (error) {
      this.problem = wordsOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #read(): Promise<void> {
    this.#reading.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    try {
      this.accounts = await listAccounts(this.#words, signal);
    } catch (error) {
      if (!signal.aborted) this.problem = wordsOf(error);
    }
  }
}

function renderLink({ account, token, expires }: PasswordLink): TemplateResult {
  return html`<section class="share-made" aria-label="The password link">
    <p>
      <strong>Send this to ${account.displayName}.</strong> It sets the password
      of “${account.name}”, once, until
      ${expires.toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}.
      It is not shown again.
    </p>
    <scriptorium-shown-once
      label="The password link"
      .href=${resetHref(token)}
    ></scriptorium-shown-once>
  </section>`;
}

function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value.trim() : "";
}
