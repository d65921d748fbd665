import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { Plus } from "lucide";
import "../account/account-menu.ts";
import { FollowWho, whoAmI } from "../account/who-am-i.ts";
import {
  ApiError,
  createDocument,
  deleteDocument,
  type DocumentSummary,
  listDocuments,
  renameDocument,
  restoreDocument,
} from "../api.ts";
import "../components/document-row.ts";
import { icon } from "../components/icon.ts";
import { LightElement } from "../components/light-element.ts";
import { problemNote } from "../components/problem-note.ts";
import "../components/theme-toggle.ts";
import { type Period, periodOf } from "../components/when.ts";
import { ListContributions } from "../plugins/list-contributions.ts";
import { startListPlugins } from "../plugins/list-plugins.ts";
import { documentHref, navigate } from "../router.ts";

/** What the page knows of the list. */
type Listing =
  | { readonly type: "loading" }
  | { readonly type: "failed"; readonly message: string }
  | {
      readonly type: "loaded";
      readonly documents: readonly DocumentSummary[];
      readonly next: string | undefined;
    };

type Loaded = Extract<Listing, { type: "loaded" }>;

/** A document that was just deleted, and where it stood. */
interface Deleted {
  readonly document: DocumentSummary;
  readonly index: number;
}

/** The documents, newest change first: where everyone starts. */
@customElement("scriptorium-documents-page")
export class ScriptoriumDocumentsPage extends LightElement {
  @state() private listing: Listing = { type: "loading" };
  @state() private deleted: Deleted | undefined;
  @state() private problem = "";
  @state() private busy = false;

  #listeners = new AbortController();
  #plugins = new ListContributions();
  readonly #who = new FollowWho(this);

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Documents – Scriptorium";
    this.#listeners = new AbortController();
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.visibilityState === "visible") void this.#load();
      },
      { signal: this.#listeners.signal },
    );
    this.#startPlugins(this.#listeners.signal);
    void this.#load();
  }

  #startPlugins(signal: AbortSignal): void {
    const plugins = new ListContributions();
    this.#plugins = plugins;
    plugins.addEventListener(
      "change",
      () => {
        this.requestUpdate();
      },
      { signal },
    );
    void startListPlugins(plugins, signal);
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has("listing") || this.listing.type !== "loaded") return;
    void this.#plugins.fill(this.listing.documents.map(({ id }) => id));
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`
      <a class="skip" href="#main">Skip to the documents</a>
      <header class="masthead">
        <a class="wordmark" href="/">Scriptorium</a>
        <span class="row">
          <scriptorium-account-menu></scriptorium-account-menu>
          <scriptorium-theme-toggle></scriptorium-theme-toggle>
        </span>
      </header>
      <main id="main" class="documents" tabindex="-1">
        <div class="documents-head">
          <h1>Documents</h1>
          ${this.#isEmpty ? nothing : this.#renderNew()}
        </div>
        <p class="problem" role="alert">${this.problem}</p>
        ${this.#renderPlugins()}
        ${this.#plugins.replacement?.host ?? this.#renderListing()}
      </main>
      <footer class="footer">
        ${this.#renderAdministration()}
        ${this.#takesAccounts ? html`<a href="/set-up">Give people accounts</a>` : nothing}
      </footer>
      <div class="undo-bar" role="status">${this.#renderDeleted()}</div>
    `;
  }

  /** The way to the administration, for whom it is. */
  #renderAdministration(): TemplateResult | typeof nothing {
    const { who } = this.#who;
    if (who.type === "everybody")
      return html`<a href="/admin">Plugins of this server</a>`;
    return this.#who.source.isAdministrator
      ? html`<a href="/admin/accounts">Administration</a>`
      : nothing;
  }

  /** Whether it was chosen here to do without them. */
  get #takesAccounts(): boolean {
    const { setUp } = this.#who.source;
    return setUp?.choice === "chosen" && setUp.access === "local" && setUp.here;
  }

  get #isEmpty(): boolean {
    return (
      this.listing.type === "loaded" && this.listing.documents.length === 0
    );
  }

  #renderNew(): TemplateResult | typeof nothing {
    if (this.#who.source.account?.kind === "guest") return nothing;
    return html`<button
      type="button"
      class="button primary"
      ?disabled=${this.busy}
      @click=${() => this.#create()}
    >
      ${icon(Plus)}New document
    </button>`;
  }

  /** What plugins show above the list, and what went wrong with them. */
  #renderPlugins(): TemplateResult {
    return html`${this.#plugins.headers.map(
      ({ host, problem }) =>
        html`<div class="list-header">
          ${problem ? problemNote(problem) : nothing}${host}
        </div>`,
    )}
    ${this.#plugins.problems.map((problem) =>
      problemNote(problem, () => {
        this.#plugins.dismiss(problem.plugin);
      }),
    )}`;
  }

  #renderListing(): TemplateResult {
    switch (this.listing.type) {
      case "loading":
        return html`<div class="skeleton" role="status">
          <span class="visually-hidden">Loading the documents</span>
          <i></i><i></i><i></i><i></i>
        </div>`;
      case "failed":
        return html`<div class="blank" role="alert">
          <h2>The documents cannot be shown</h2>
          <p>${this.listing.message}</p>
          <button type="button" class="button" @click=${() => this.#load()}>
            Try again
          </button>
        </div>`;
      case "loaded":
        return this.#isEmpty
          ? this.#renderEmpty()
          : this.#renderDocuments(this.listing);
    }
  }

  #renderEmpty(): TemplateResult {
    return html`<div class="blank">
      <h2>Nothing written yet</h2>
      <p ?hidden=${this.#who.source.account?.kind !== "guest"}>
        Guests see here what was shared with them.
      </p>
      <p ?hidden=${this.#who.source.account?.kind === "guest"}>
        Start a document, then send its address to whoever writes with you. You
        both see every word as it is typed, and nothing is lost when the
        connection is.
      </p>
      ${this.#renderNew()}
    </div>`;
  }

  #renderDocuments({ documents, next }: Loaded): TemplateResult {
    return html`
      ${repeat(
        byPeriod(documents, new Date()),
        ([period]) => period,
        ([period, group]) => this.#renderGroup(period, group),
      )}
      ${
        next === undefined
          ? nothing
          : html`<button
              type="button"
              class="button more"
              ?disabled=${this.busy}
              @click=${() => this.#loadMore(next)}
            >
              Show older documents
            </button>`
      }
    `;
  }

  #renderGroup(
    period: Period,
    group: readonly DocumentSummary[],
  ): TemplateResult {
    return html`<section class="period">
      <h2>${period}</h2>
      <ul>
        ${repeat(
          group,
          ({ id }) => id,
          (document) =>
            html`<li>
              <scriptorium-document-row
                .document=${document}
                .cells=${this.#plugins.cellsOf(document.id)}
                @row-rename=${(event: CustomEvent<{ title: string }>) =>
                  this.#rename(document, event.detail.title)}
                @row-delete=${() => this.#delete(document)}
              ></scriptorium-document-row>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #renderDeleted(): TemplateResult | typeof nothing {
    if (this.deleted === undefined) return nothing;
    const { title } = this.deleted.document;
    return html`<p>“${title}” was deleted.</p>
      <button type="button" class="button" @click=${() => this.#undoDelete()}>
        Undo
      </button>
      <button
        type="button"
        class="button quiet"
        @click=${() => {
          this.deleted = undefined;
        }}
      >
        Dismiss
      </button>`;
  }

  async #load(): Promise<void> {
    const { signal } = this.#listeners;
    try {
      const page = await listDocuments(undefined, signal);
      this.listing = { type: "loaded", ...page };
      this.problem = "";
    } catch (error) {
      if (signal.aborted) return;
      // The session has ended: the way in takes this page's place.
      if (error instanceof ApiError && error.status === 401)
        await whoAmI().refresh();
      const message = wordsOf(error);
      if (this.listing.type === "loaded") this.problem = message;
      else this.listing = { type: "failed", message };
    }
  }

  #loadMore(cursor: string): Promise<void> {
    return this.#attempt(async () => {
      const page = await listDocuments(cursor, this.#listeners.signal);
      if (this.listing.type !== "loaded") return;
      const known = new Set(this.listing.documents.map(({ id }) => id));
      const fresh = page.documents.filter(({ id }) => !known.has(id));
      this.listing = {
        type: "loaded",
        documents: [...this.listing.documents, ...fresh],
        next: page.next,
      };
    });
  }

  #create(): Promise<void> {
    return this.#attempt(async () => {
      const { id } = await createDocument();
      navigate(documentHref(id));
    });
  }

  #rename(document: DocumentSummary, title: string): Promise<void> {
    this.#change((documents) =>
      documents.map((each) =>
        each.id === document.id ? { ...each, title } : each,
      ),
    );
    return this.#attempt(() => renameDocument(document.id, title));
  }

  #delete(document: DocumentSummary): Promise<void> {
    return this.#attempt(async () => {
      await deleteDocument(document.id);
      if (this.listing.type !== "loaded") return;
      const index = this.listing.documents.indexOf(document);
      this.#change((documents) => documents.filter((d) => d !== document));
      this.deleted = { document, index };
      await this.updateComplete;
      this.querySelector<HTMLElement>(".undo-bar button")?.focus();
    });
  }

  #undoDelete(): Promise<void> {
    const { deleted } = this;
    return this.#attempt(async () => {
      if (deleted === undefined) return;
      await restoreDocument(deleted.document.id);
      this.deleted = undefined;
      this.#change((documents) =>
        documents.toSpliced(deleted.index, 0, deleted.document),
      );
      await this.updateComplete;
      this.querySelector<HTMLElement>(
        `a[href="${documentHref(deleted.document.id)}"]`,
      )?.focus();
    });
  }

  #change(
    change: (documents: readonly DocumentSummary[]) => DocumentSummary[],
  ): void {
    if (this.listing.type !== "loaded") return;
    const documents = change(this.listing.documents);
    this.listing = { ...this.listing, documents };
  }

  /** Runs what the user asked for; a failure is shown, and the list is read anew, as the server has it. */
  async #attempt(action: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await action();
      this.problem = "";
    } catch (error) {
      const problem = wordsOf(error);
      await this.#load();
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

/** The documents in the parts of their list, in the order in which they come. */
function byPeriod(
  documents: readonly DocumentSummary[],
  now: Date,
): ReadonlyMap<Period, readonly DocumentSummary[]> {
  const parts = new Map<Period, DocumentSummary[]>();
  for (const document of documents) {
    const { changed } = document;
    const period = changed === undefined ? "Older" : periodOf(changed, now);
    parts.set(period, [...(parts.get(period) ?? []), document]);
  }
  return parts;
}

function wordsOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return `Something went wrong on this page: ${String(error)}`;
}
