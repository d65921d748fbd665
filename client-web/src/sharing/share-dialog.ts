import "../styles/sharing.css";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { X } from "lucide";
import { ApiError } from "../api.ts";
import { icon } from "../components/icon.ts";
import { LightElement } from "../components/light-element.ts";
import "../components/shown-once.ts";
import { type Candidate, PeopleSearch } from "./people-search.ts";
import {
  endWords,
  GIVEN_ROLES,
  linkName,
  ROLE_DEEDS,
  ROLE_NAMES,
  wayWords,
} from "./role-words.ts";
import {
  type Access,
  give,
  type GivenRole,
  type Grantee,
  linkHref,
  type MadeLink,
  makeLink,
  readAccess,
  revokeLink,
  type ShareLink,
  type SharedGroup,
  type SharedPerson,
  takeAway,
  transferDocument,
} from "./sharing-api.ts";

/** Which part of the dialog a problem belongs to: it is said there. */
type Part = "all" | "people" | "everyone" | "links" | "owner";

/** For how long a new link lasts, in days; 0 for ever. */
const LASTING: readonly (readonly [days: number, words: string])[] = [
  [0, "Never ends"],
  [1, "Ends in a day"],
  [7, "Ends in a week"],
  [30, "Ends in 30 days"],
];

const DAY_MS = 86_400_000;

/** Who may do what with a document, and how its owner changes that. */
@customElement("scriptorium-share-dialog")
export class ScriptoriumShareDialog extends LightElement {
  @property({ attribute: false }) documentId = "";
  @state() private access: Access | undefined;
  @state() private problem: { readonly part: Part; readonly words: string } = {
    part: "all",
    words: "",
  };
  @state() private news = "";
  @state() private newRole: GivenRole = "editor";
  @state() private made: MadeLink | undefined;
  /** Who is about to own the document, once that is confirmed. */
  @state() private heir: SharedPerson | undefined;
  @state() private busy = false;
  @query("dialog") private readonly dialog:
    HTMLDialogElement | null | undefined;

  #reading = new AbortController();
  readonly #search = new PeopleSearch(this, (candidate) => {
    void this.#add(candidate);
  });

  /** Opens it, with what the server says now. */
  async show(): Promise<void> {
    await this.updateComplete;
    if (this.dialog?.open !== false) return;
    this.made = undefined;
    this.heir = undefined;
    this.news = "";
    this.problem = { part: "all", words: "" };
    this.#search.clear();
    this.dialog.showModal();
    await this.#read();
  }

  override disconnectedCallback(): void {
    this.#reading.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<dialog
      class="dialog share"
      aria-labelledby="share-heading"
      @click=${(event: MouseEvent) => {
        if (event.target === this.dialog) this.dialog?.close();
      }}
    >
      <div class="dialog-body">
        <header>
          <h2 id="share-heading">Share this document</h2>
          <button
            type="button"
            class="button quiet square"
            aria-label="Close"
            title="Close (Esc)"
            @click=${() => {
              this.dialog?.close();
            }}
          >
            ${icon(X)}
          </button>
        </header>
        ${this.#problemOf("all")} ${this.#renderAccess()}
        <p class="visually-hidden" role="status">${this.news}</p>
      </div>
    </dialog>`;
  }

  #renderAccess(): TemplateResult | typeof nothing {
    const { access } = this;
    if (access === undefined)
      return this.problem.words === ""
        ? html`<div class="skeleton" role="status">
            <span class="visually-hidden">Loading who has access</span>
            <i></i><i></i><i></i>
          </div>`
        : nothing;
    switch (access.role) {
      case "owner":
        return this.heir === undefined
          ? this.#renderOwned(access)
          : this.#renderTransfer(this.heir);
      case "editor":
        return html`${ownRole(access)} ${this.#renderPeople(access, false)}
        ${this.#renderEveryone(access, false)}
        ${this.#renderLinks(access, false)}`;
      case "commenter":
      case "viewer":
        return ownRole(access);
    }
  }

  #renderOwned(access: Access): TemplateResult {
    return html`${this.#renderAdd()} ${this.#renderPeople(access, true)}
    ${this.#renderEveryone(access, true)} ${this.#renderLinks(access, true)}`;
  }

  #renderAdd(): TemplateResult {
    return html`<section class="share-add" aria-label="Give access">
      ${this.#search.render("Add people and groups", "A name or its beginning")}
      <label class="share-role"
        >as
        ${roleSelect("Role for who is added", this.newRole, false, (role) => {
          this.newRole = role;
        })}</label
      >
    </section>`;
  }

  #renderPeople(access: Access, mayShare: boolean): TemplateResult {
    return html`<section aria-labelledby="share-people">
      <h3 id="share-people">Who has access</h3>
      ${this.#problemOf("people")}
      <ul class="share-list">
        ${repeat(
          access.people,
          ({ account }) => account.id,
          (person) => this.#renderPerson(person, access, mayShare),
        )}
        ${repeat(
          access.groups,
          ({ id }) => id,
          (group) => this.#renderGroup(group, mayShare),
        )}
      </ul>
    </section>`;
  }

  #renderPerson(
    person: SharedPerson,
    access: Access,
    mayShare: boolean,
  ): TemplateResult {
    const { account, role, ways } = person;
    const own = ways.find(({ by }) => by === "own");
    const grantee: Grantee = { type: "person", id: account.id };
    const isOwner = own?.role === "owner";
    const isGuest = account.kind === "guest";
    return html`<li>
      <i class="share-dot" aria-hidden="true" data-color=${account.color}></i>
      <div class="share-who">
        <strong>${account.displayName}${isGuest ? " (guest)" : ""}</strong>
        <span
          >${[account.name, ...ways.map((way) => wayWords(way, access))]
            .filter(Boolean)
            .join(" · ")}</span
        >
      </div>
      ${
        !mayShare || isOwner || own === undefined
          ? html`<span class="share-has">${ROLE_NAMES[role]}</span>`
          : this.#roleOf(account.displayName, own.role, (given) =>
              this.#give(grantee, given, account.displayName),
            )
      }
      ${
        mayShare && !isOwner && !isGuest
          ? html`<button
              type="button"
              class="button quiet"
              aria-label="Make ${account.displayName} the owner"
              ?disabled=${this.busy}
              @click=${() => {
                void this.#ask(person);
              }}
            >
              Make owner
            </button>`
          : nothing
      }
      ${
        mayShare && own !== undefined && !isOwner
          ? this.#remove(account.displayName, () =>
              this.#take(grantee, account.displayName),
            )
          : nothing
      }
    </li>`;
  }

  #renderGroup(
    { id, name, role }: SharedGroup,
    mayShare: boolean,
  ): TemplateResult {
    const grantee: Grantee = { type: "group", id };
    return html`<li>
      <i class="share-dot group" aria-hidden="true"></i>
      <div class="share-who">
        <strong>${name}</strong><span>Group: everybody in it</span>
      </div>
      ${
        mayShare
          ? html`${this.#roleOf(name, role, (given) =>
              this.#give(grantee, given, name),
            )}
            ${this.#remove(name, () => this.#take(grantee, name))}`
          : html`<span class="share-has">${ROLE_NAMES[role]}</span>`
      }
    </li>`;
  }

  #renderEveryone(
    { everyone }: Access,
    mayShare: boolean,
  ): TemplateResult | typeof nothing {
    if (!mayShare)
      return everyone === undefined
        ? nothing
        : html`<p class="share-note">
            Everyone who is signed in can ${ROLE_DEEDS[everyone]}.
          </p>`;
    const grantee: Grantee = { type: "everyone" };
    return html`<section class="share-everyone" aria-label="Everyone">
      <label class="share-switch">
        <input
          type="checkbox"
          role="switch"
          .checked=${everyone !== undefined}
          ?disabled=${this.busy}
          @change=${() => {
            void (everyone === undefined
              ? this.#give(grantee, "viewer", "Everyone", "everyone")
              : this.#take(grantee, "Everyone", "everyone"));
          }}
        />
        <span>Everyone who is signed in to this server</span>
      </label>
      ${
        everyone === undefined
          ? nothing
          : this.#roleOf("Everyone", everyone, (given) =>
              this.#give(grantee, given, "Everyone", "everyone"),
            )
      }
      ${this.#problemOf("everyone")}
    </section>`;
  }

  #renderLinks(
    { links }: Access,
    mayShare: boolean,
  ): TemplateResult | typeof nothing {
    if (!mayShare && links.length === 0) return nothing;
    return html`<section aria-labelledby="share-links">
      <h3 id="share-links">Links</h3>
      ${this.#problemOf("links")}
      ${this.made === undefined ? nothing : this.#renderMade(this.made)}
      ${
        links.length === 0
          ? html`<p class="share-note">
              No link lets anybody in. “Copy link” in the bar is for those who
              have access already.
            </p>`
          : html`<ul class="share-list">
              ${repeat(
                links,
                ({ id }) => id,
                (link, at) =>
                  this.#renderLink(link, linkName(links.length - at), mayShare),
              )}
            </ul>`
      }
      ${mayShare ? this.#renderLinkForm() : nothing}
    </section>`;
  }

  #renderLink(
    { id, role, guests, expires }: ShareLink,
    name: string,
    mayShare: boolean,
  ): TemplateResult {
    const now = new Date();
    return html`<li class=${expires && expires <= now ? "ended" : ""}>
      <div class="share-who">
        <strong>${name[0]?.toUpperCase()}${name.slice(1)}</strong>
        <span
          >${guests ? "Guests, too" : "Who signs in"} ·
          ${endWords(expires, now)}</span
        >
      </div>
      <span class="share-has">${ROLE_NAMES[role]}</span>
      ${
        mayShare
          ? this.#remove(name, () => this.#revoke(id, name), "Revoke")
          : nothing
      }
    </li>`;
  }

  #renderMade({ token }: MadeLink): TemplateResult {
    return html`<div class="share-made">
      <p>
        <strong>The link is ready.</strong> Copy it now: it is not shown again.
      </p>
      <scriptorium-shown-once
        label="The new link"
        .href=${linkHref(token)}
      ></scriptorium-shown-once>
    </div>`;
  }

  #renderLinkForm(): TemplateResult {
    return html`<form
      class="share-link-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (event.target instanceof HTMLFormElement)
          void this.#makeLink(new FormData(event.target));
      }}
    >
      <select class="field" name="role" aria-label="Role that the link gives">
        ${GIVEN_ROLES.map(
          (role) =>
            html`<option value=${role} ?selected=${role === "viewer"}>
              ${ROLE_NAMES[role]}
            </option>`,
        )}
      </select>
      <select class="field" name="days" aria-label="When the link ends">
        ${LASTING.map(
          ([days, words]) => html`<option value=${days}>${words}</option>`,
        )}
      </select>
      <label
        ><input type="checkbox" name="guests" checked /> Guests without an
        account, too</label
      >
      <button class="button" ?disabled=${this.busy}>Make a link</button>
    </form>`;
  }

  #renderTransfer({ account }: SharedPerson): TemplateResult {
    return html`<section
      class="share-confirm"
      role="alertdialog"
      aria-labelledby="share-transfer"
      aria-describedby="share-transfer-words"
    >
      <h3 id="share-transfer">Make ${account.displayName} the owner?</h3>
      <p id="share-transfer-words">
        From then on ${account.displayName} decides who has access, and may
        delete the document. You stay as an editor, and only they can give it
        back.
      </p>
      ${this.#problemOf("owner")}
      <div class="row">
        <button
          type="button"
          class="button danger"
          ?disabled=${this.busy}
          @click=${() => this.#transfer(account.id, account.displayName)}
        >
          Make them the owner
        </button>
        <button
          type="button"
          class="button"
          id="share-keep"
          @click=${() => {
            this.heir = undefined;
          }}
        >
          Keep it
        </button>
      </div>
    </section>`;
  }

  #problemOf(part: Part): TemplateResult {
    const words = this.problem.part === part ? this.problem.words : "";
    return html`<p class="problem" role="alert">${words}</p>`;
  }

  #roleOf(
    name: string,
    role: string,
    choose: (role: GivenRole) => Promise<void>,
  ): TemplateResult {
    return roleSelect(`Role of ${name}`, role, this.busy, (given) => {
      void choose(given);
    });
  }

  #remove(
    name: string,
    remove: () => Promise<void>,
    words = "Remove",
  ): TemplateResult {
    return html`<button
      type="button"
      class="button quiet"
      aria-label="${words} ${name}"
      ?disabled=${this.busy}
      @click=${remove}
    >
      ${words}
    </button>`;
  }

  override updated(): void {
    // The server's policy allows no style attributes, in templates neither.
    for (const dot of this.querySelectorAll<HTMLElement>("[data-color]"))
      dot.style.setProperty("--of", dot.dataset["color"] ?? "");
  }

  async #add({ grantee, name }: Candidate): Promise<void> {
    await this.#give(grantee, this.newRole, name);
  }

  #give(
    grantee: Grantee,
    role: GivenRole,
    name: string,
    part: Part = "people",
  ): Promise<void> {
    return this.#change(
      part,
      () => give(this.documentId, grantee, role),
      `${name} can ${ROLE_DEEDS[role]} now.`,
    );
  }

  #take(grantee: Grantee, name: string, part: Part = "people"): Promise<void> {
    return this.#change(
      part,
      () => takeAway(this.documentId, grantee),
      `Taken away from ${name}.`,
    );
  }

  #revoke(link: string, name: string): Promise<void> {
    if (this.made?.id === link) this.made = undefined;
    return this.#change(
      "links",
      () => revokeLink(this.documentId, link),
      `Revoked ${name}: whom it let in is out.`,
    );
  }

  #makeLink(form: FormData): Promise<void> {
    const days = Number(form.get("days"));
    const role = form.get("role");
    const wanted = {
      role: GIVEN_ROLES.find((each) => each === role) ?? "viewer",
      guests: form.get("guests") !== null,
      expires: days === 0 ? undefined : new Date(Date.now() + days * DAY_MS),
    };
    return this.#change(
      "links",
      async () => {
        this.made = await makeLink(this.documentId, wanted);
      },
      "The link is ready. Copy it now.",
    );
  }

  /** Asks whether somebody is really to have the document; the safe answer has the focus. */
  async #ask(person: SharedPerson): Promise<void> {
    this.heir = person;
    await this.updateComplete;
    this.querySelector<HTMLElement>("#share-keep")?.focus();
  }

  async #transfer(account: string, name: string): Promise<void> {
    await this.#change(
      "owner",
      async () => {
        await transferDocument(this.documentId, account);
        this.heir = undefined;
      },
      `${name} is the owner now.`,
    );
  }

  /** Does something and shows what came of it; what goes wrong is said in its place. */
  async #change(
    part: Part,
    action: () => Promise<void>,
    news: string,
  ): Promise<void> {
    this.busy = true;
    this.problem = { part, words: "" };
    try {
      await action();
      this.news = news;
      await this.#read();
    } catch (error) {
      this.problem = { part, words: wordsOf(error) };
      // What a switch or a list shows must be what holds.
      this.requestUpdate();
    } finally {
      this.busy = false;
    }
  }

  async #read(): Promise<void> {
    this.#reading.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    try {
      this.access = await readAccess(this.documentId, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.access = undefined;
      this.problem = { part: "all", words: wordsOf(error) };
    }
  }
}

/** One's own role, and whom to ask for more. */
function ownRole({ role, owner }: Access): TemplateResult {
  return html`<div class="share-own">
    <p>
      You are ${role === "editor" ? "an editor" : `a ${role}`} here: you can
      ${ROLE_DEEDS[role]}.
    </p>
    ${
      owner === undefined
        ? nothing
        : html`<p>
            The owner is
            <strong>${owner.displayName}</strong>${
              owner.name === undefined ? nothing : html` (${owner.name})`
            },
            who can change that.
          </p>`
    }
  </div>`;
}

function roleSelect(
  label: string,
  chosen: string,
  isDisabled: boolean,
  choose: (role: GivenRole) => void,
): TemplateResult {
  return html`<select
    class="field"
    aria-label=${label}
    ?disabled=${isDisabled}
    .value=${chosen}
    @change=${(event: Event) => {
      const { target } = event;
      if (!(target instanceof HTMLSelectElement)) return;
      const role = GIVEN_ROLES.find((each) => each === target.value);
      if (role !== undefined) choose(role);
    }}
  >
    ${GIVEN_ROLES.map(
      (role) =>
        html`<option value=${role} ?selected=${role === chosen}>
          ${ROLE_NAMES[role]}
        </option>`,
    )}
  </select>`;
}

function wordsOf(error: unknown): string {
  return error instanceof ApiError ? error.message : String(error);
}
