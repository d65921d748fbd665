import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { LightElement } from "../components/light-element.ts";
import { PeopleSearch } from "../sharing/people-search.ts";
import {
  changeGroup,
  createGroup,
  deleteGroup,
  type Group,
  listAccounts,
  listGroups,
} from "./accounts-api.ts";
import { wordsOf } from "./words-of.ts";

/** The groups of this server, and who is in them. */
@customElement("scriptorium-admin-groups")
export class ScriptoriumAdminGroups extends LightElement {
  @state() private groups: readonly Group[] | undefined;
  /** What accounts are called, by id, as far as they were seen. */
  @state() private names: ReadonlyMap<string, string> = new Map();
  @state() private openId = "";
  @state() private isDeleting = false;
  @state() private problem = "";
  @state() private news = "";
  @state() private busy = false;

  readonly #leaving = new AbortController();
  readonly #search = new PeopleSearch(
    this,
    ({ grantee, name }) => {
      void this.#add(grantee.id, name);
    },
    async (words, signal) => ({
      accounts: (await listAccounts(words, signal))
        .map(({ account }) => account)
        .slice(0, 10),
      groups: [],
    }),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override disconnectedCallback(): void {
    this.#leaving.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<p class="problem" role="alert">${this.problem}</p>
      <p class="visually-hidden" role="status">${this.news}</p>
      <form
        class="admin-form"
        aria-label="Make a group"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          if (event.target instanceof HTMLFormElement)
            void this.#create(event.target);
        }}
      >
        <label
          >Name of a new group
          <input
            class="field"
            name="name"
            required
            maxlength="60"
            autocomplete="off"
        /></label>
        <button class="button primary" ?disabled=${this.busy}>
          Make a group
        </button>
      </form>
      ${this.#renderGroups()}`;
  }

  #renderGroups(): TemplateResult | typeof nothing {
    if (this.groups === undefined)
      return this.problem === ""
        ? html`<div class="skeleton" role="status">
            <span class="visually-hidden">Loading the groups</span>
            <i></i><i></i><i></i>
          </div>`
        : nothing;
    if (this.groups.length === 0)
      return html`<p class="share-note">
        There is no group yet. A document that is given to a group is given to
        everybody in it, whoever that is at the time.
      </p>`;
    return html`<ul class="share-list admin-list" aria-label="Groups">
      ${repeat(
        this.groups,
        ({ id }) => id,
        (group) => this.#renderGroup(group),
      )}
    </ul>`;
  }

  #renderGroup(group: Group): TemplateResult {
    const isOpen = group.id === this.openId;
    const count = group.members.length;
    return html`<li>
      <div class="share-who">
        <strong>${group.name}</strong>
        <span>${count} ${count === 1 ? "member" : "members"}</span>
      </div>
      <button
        type="button"
        class="button quiet"
        aria-label="Change ${group.name}"
        aria-expanded=${isOpen ? "true" : "false"}
        @click=${() => {
          this.#open(isOpen ? "" : group.id);
        }}
      >
        ${isOpen ? "Done" : "Change"}
      </button>
      ${isOpen ? this.#renderOpen(group) : nothing}
    </li>`;
  }

  #renderOpen(group: Group): TemplateResult {
    return html`<div
      class="admin-confirm"
      role="group"
      aria-label=${group.name}
    >
      <form
        class="admin-form"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          if (event.target instanceof HTMLFormElement)
            void this.#rename(group, event.target);
        }}
      >
        <label
          >Name
          <input
            class="field"
            name="name"
            required
            maxlength="60"
            autocomplete="off"
            .value=${group.name}
        /></label>
        <button class="button" ?disabled=${this.busy}>Rename</button>
      </form>
      ${this.#search.render("Add a member", "A name or its beginning")}
      <ul class="admin-members" aria-label="Members">
        ${group.members.map((id) => this.#renderMember(group, id))}
      </ul>
      ${this.#renderDelete(group)}
    </div>`;
  }

  #renderMember(group: Group, id: string): TemplateResult {
    const name = this.names.get(id) ?? id;
    return html`<li>
      <span>${name}</span>
      <button
        type="button"
        class="button quiet"
        aria-label="Remove ${name}"
        ?disabled=${this.busy}
        @click=${() =>
          this.#change(
            () =>
              changeGroup({
                ...group,
                members: group.members.filter((member) => member !== id),
              }),
            `${name} is out of ${group.name}.`,
          )}
      >
        Remove
      </button>
    </li>`;
  }

  #renderDelete(group: Group): TemplateResult {
    if (!this.isDeleting)
      return html`<div class="row">
        <button
          type="button"
          class="button"
          @click=${() => {
            this.isDeleting = true;
          }}
        >
          Delete the group…
        </button>
      </div>`;
    return html`<p>
        Its members lose what they had through it, at once, also in open
        documents.
      </p>
      <div class="row">
        <button
          type="button"
          class="button danger"
          ?disabled=${this.busy}
          @click=${() =>
            this.#change(
              () => deleteGroup(group.id),
              `${group.name} is deleted.`,
            )}
        >
          Delete ${group.name}
        </button>
        <button
          type="button"
          class="button"
          @click=${() => {
            this.isDeleting = false;
          }}
        >
          Cancel
        </button>
      </div>`;
  }

  #open(id: string): void {
    this.#search.clear();
    this.openId = id;
    this.isDeleting = false;
  }

  async #add(account: string, name: string): Promise<void> {
    const group = this.groups?.find(({ id }) => id === this.openId);
    if (group === undefined) return;
    await this.#change(
      () => changeGroup({ ...group, members: [...group.members, account] }),
      `${name} is in ${group.name} now.`,
    );
  }

  async #create(form: HTMLFormElement): Promise<void> {
    const name = nameIn(form);
    await this.#change(async () => {
      const { id } = await createGroup(name);
      form.reset();
      this.#open(id);
    }, `The group ${name} is made.`);
  }

  #rename(group: Group, form: HTMLFormElement): Promise<void> {
    const name = nameIn(form);
    return this.#change(
      () => changeGroup({ ...group, name }),
      `It is called ${name} now.`,
    );
  }

  async #change(action: () => Promise<unknown>, news: string): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      await action();
      this.news = news;
      this.isDeleting = false;
      await this.#read();
    } catch (error) {
      this.problem = wordsOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #read(): Promise<void> {
    const { signal } = this.#leaving;
    try {
      const [groups, accounts] = await Promise.all([
        listGroups(signal),
        listAccounts("", signal),
      ]);
      this.names = new Map(
        accounts.map(({ account: { id, displayName, name } }) => [
          id,
          name === undefined || name === displayName
            ? displayName
            : `${displayName} (${name})`,
        ]),
      );
      this.groups = groups;
    } catch (error) {
      if (!signal.aborted) this.problem = wordsOf(error);
    }
  }
}

function nameIn(form: HTMLFormElement): string {
  const name = new FormData(form).get("name");
  return typeof name === "string" ? name.trim() : "";
}
