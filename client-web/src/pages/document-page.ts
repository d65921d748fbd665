import "../styles/document.css";
import "../styles/editor.css";
import "../styles/plugins.css";
import "../styles/print.css";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ArrowLeft, Download, Ellipsis, Link2 } from "lucide";
import type Delta from "quill-delta";
import {
  ApiError,
  EXPORTS,
  exportHref,
  renameDocument,
  UNTITLED,
} from "../api.ts";
import "../components/connection-state.ts";
import type { ScriptoriumDocumentPlugins } from "../components/document-plugins-dialog.ts";
import "../components/document-plugins-dialog.ts";
import "../components/drafts.ts";
import "../components/guest-name-field.ts";
import type {
  KeyGroup,
  ScriptoriumHelpDialog,
} from "../components/help-dialog.ts";
import "../components/help-dialog.ts";
import { icon } from "../components/icon.ts";
import { LightElement } from "../components/light-element.ts";
import "../components/panel-buttons.ts";
import { onPopoverToggle } from "../components/popover.ts";
import { problemNote } from "../components/problem-note.ts";
import type { ScriptoriumSidePanel } from "../components/side-panel.ts";
import "../components/side-panel.ts";
import "../components/theme-toggle.ts";
import "../components/title-field.ts";
import type { ScriptoriumToolbar } from "../components/toolbar.ts";
import "../components/toolbar.ts";
import {
  DocumentSession,
  type Draft,
  type SessionEvents,
  type SessionState,
} from "../document-session.ts";
import "../editor/scriptorium-editor.ts";
import type { ScriptoriumEditor } from "../editor/scriptorium-editor.ts";
import { anchorScroll } from "../editor/scroll-anchor.ts";
import { chordOf, shortcutOf } from "../editor/shortcuts.ts";
import type { ToolbarCommand, ToolbarState } from "../editor/toolbar-state.ts";
import { Contributions } from "../plugins/contributions.ts";
import { DocumentPlugins } from "../plugins/document-plugins.ts";
import { GuestName } from "../plugins/guest-name.ts";
import { keyGroups, runChord } from "../plugins/plugin-keys.ts";
import { notFound } from "./not-found.ts";

/** Who has something to say about the document; the page's own notices are dismissed, the session's end by themselves. */
type NoticeSource = SessionNoticeSource | PageNoticeSource;
type SessionNoticeSource = SessionEvents["notice"]["source"];
type PageNoticeSource = "title" | "editor";

function isOfThisPage(source: NoticeSource): source is PageNoticeSource {
  return source === "title" || source === "editor";
}

/** One document: its title, its text, and where it stands with the server. */
@customElement("scriptorium-document-page")
export class ScriptoriumDocumentPage extends LightElement {
  @property({ attribute: false }) documentId = "";
  @state() private session: DocumentSession | undefined;
  @state() private sessionState: SessionState = { type: "waiting" };
  @state() private documentTitle = "";
  @state() private userRole = "";
  @state() private hasContent = false;
  @state() private drafts: readonly Draft[] = [];
  @state() private notices: ReadonlyMap<NoticeSource, string> = new Map();
  @state() private toolbar: ToolbarState | undefined;
  @state() private linkCopied = false;
  /** A number that rises with every change of what plugins have added. */
  @state() private added = 0;
  @state() private isPreview = false;
  @query("scriptorium-help-dialog") private readonly help:
    ScriptoriumHelpDialog | null | undefined;
  @query("scriptorium-document-plugins") private readonly switches:
    ScriptoriumDocumentPlugins | null | undefined;
  @query("scriptorium-side-panel") private readonly panel:
    ScriptoriumSidePanel | null | undefined;
  @query("scriptorium-editor") private readonly editor:
    ScriptoriumEditor | null | undefined;
  @query("scriptorium-toolbar") private readonly tools:
    ScriptoriumToolbar | null | undefined;

  readonly #listeners = new AbortController();
  readonly #guest = new GuestName();
  readonly #plugins = new Contributions(panelContent);
  #restoreScroll = (): void => undefined;

  override willUpdate(changed: PropertyValues): void {
    // Not earlier: who is led to another place between a plugin's news and its rendering stays there.
    if (changed.has("added")) this.#restoreScroll = this.#scrollAnchor();
    if (this.session !== undefined) return;
    const { signal } = this.#listeners;
    const { name } = this.#guest;
    this.session = new DocumentSession({ documentId: this.documentId, name });
    this.#listen(this.session, signal);
    this.#listenToPlugins(this.session, signal);
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    this.session?.close();
    super.disconnectedCallback();
  }

  override firstUpdated(): void {
    // The editor listens by now, so it misses nothing of what the session shows first.
    void this.#open();
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("documentTitle") && this.hasContent)
      document.title = `${this.documentTitle || UNTITLED} – Scriptorium`;
    if (changed.has("added")) void this.#keepInSight();
  }

  override render(): TemplateResult {
    const { sessionState } = this;
    if (sessionState.type === "refused" && !this.hasContent)
      return this.#renderRefusal(sessionState.code, sessionState.reason);
    return html`
      <a class="skip" href="#text">Skip to the text</a>
      ${this.#renderBar()}
      ${
        this.#isViewer
          ? html`<p class="viewer-note">
              You can read this document, not change it.
            </p>`
          : html`<scriptorium-toolbar
              .state=${this.toolbar}
              .extras=${this.#plugins.buttons.entries}
              ?disabled=${this.#isReadonly || this.isPreview}
              @toolbar-command=${(event: CustomEvent<ToolbarCommand>) => {
                this.editor?.run(event.detail);
              }}
              @toolbar-leave=${() => {
                this.editor?.focusText();
              }}
            ></scriptorium-toolbar>`
      }
      <div class="workspace">
        <main class="desk" id="main">
          ${this.#renderNotices()} ${this.#renderPlugins()}
          ${this.#renderDrafts()} ${this.#renderSheet()}
        </main>
        <scriptorium-side-panel
          .panels=${this.#plugins.panels}
          .entries=${this.#plugins.panels.entries}
          .open=${this.#plugins.panels.current?.id}
        ></scriptorium-side-panel>
      </div>
      <scriptorium-help-dialog
        .groups=${this.#keyGroups}
      ></scriptorium-help-dialog>
      <scriptorium-document-plugins
        .documentId=${this.documentId}
        @plugins-switched=${() => {
          this.session?.rejoin();
        }}
      ></scriptorium-document-plugins>
    `;
  }

  get #keyGroups(): readonly KeyGroup[] {
    return keyGroups(this.#plugins);
  }

  get #isViewer(): boolean {
    return this.userRole === "viewer";
  }

  /** Until there is a document there is nothing to write in; after a refusal nothing would be kept. */
  get #isReadonly(): boolean {
    const { type } = this.sessionState;
    return (
      this.#isViewer ||
      !this.hasContent ||
      type === "waiting" ||
      type === "closed" ||
      type === "refused"
    );
  }

  /** In place of a document that the server will not show, and of which this device has nothing. */
  #renderRefusal(code: string, reason: string): TemplateResult {
    if (code === "not_found")
      return notFound(
        "This document is not here",
        "It was deleted, or its address was cut off on its way to you.",
      );
    return html`${this.#renderBar()}
    ${notFound("This document cannot be opened", reason)}`;
  }

  #renderBar(): TemplateResult {
    return html`<header class="bar">
      <a class="button quiet back" href="/"
        >${icon(ArrowLeft)}<span>Documents</span></a
      >
      <scriptorium-connection-state
        .state=${this.sessionState}
      ></scriptorium-connection-state>
      <div class="bar-end">
        <scriptorium-panel-buttons
          .panels=${this.#plugins.panels}
          .entries=${this.#plugins.panels.entries}
          .open=${this.#plugins.panels.current?.id}
        ></scriptorium-panel-buttons>
        <button
          type="button"
          class="button quiet copy-link"
          aria-label=${this.linkCopied ? "Link copied" : "Copy link"}
          title="Copy the address of this document"
          @click=${() => this.#copyLink()}
        >
          ${icon(Link2)}<span>${this.linkCopied ? "Copied" : "Copy link"}</span>
        </button>
        ${this.#renderExport()} ${this.#renderMore()}
        <scriptorium-guest-name .guest=${this.#guest}></scriptorium-guest-name>
        <scriptorium-theme-toggle></scriptorium-theme-toggle>
      </div>
    </header>`;
  }

  #renderExport(): TemplateResult {
    return html`<button
        type="button"
        class="button quiet"
        aria-label="Export"
        aria-expanded="false"
        popovertarget="export-panel"
      >
        ${icon(Download)}<span>Export</span>
      </button>
      <nav
        id="export-panel"
        class="panel"
        popover
        aria-label="Export"
        @toggle=${onPopoverToggle}
      >
        ${EXPORTS.map(
          ({ format, name, suffix }) =>
            html`<a
              class="choice"
              href=${exportHref(this.documentId, format)}
              download=${`${this.documentTitle || UNTITLED}.${suffix}`}
              >${name}</a
            >`,
        )}
      </nav>`;
  }

  #renderMore(): TemplateResult {
    return html`<button
        type="button"
        class="button quiet square"
        aria-label="More"
        title="More"
        aria-expanded="false"
        popovertarget="more-panel"
      >
        ${icon(Ellipsis)}
      </button>
      <div
        id="more-panel"
        class="panel"
        popover
        role="group"
        aria-label="More"
        @toggle=${onPopoverToggle}
        @click=${() => {
          this.querySelector<HTMLElement>("#more-panel")?.hidePopover();
        }}
      >
        <button
          type="button"
          class="choice only-narrow"
          @click=${() => this.#copyLink()}
        >
          Copy link
        </button>
        <button
          type="button"
          class="choice"
          @click=${() => {
            this.switches?.show();
          }}
        >
          Plugins of this document…
        </button>
        <button
          type="button"
          class="choice"
          @click=${() => {
            this.help?.show();
          }}
        >
          Keyboard…
        </button>
      </div>`;
  }

  #renderNotices(): TemplateResult {
    return html`<div class="notices" role="status">
      ${[...this.notices].map(
        ([source, message]) =>
          html`<p class="notice">
            <span>${message}</span>
            ${
              isOfThisPage(source)
                ? html`<button
                    type="button"
                    class="button quiet"
                    @click=${() => {
                      this.#setNotice(source, undefined);
                    }}
                  >
                    Dismiss
                  </button>`
                : nothing
            }
          </p>`,
      )}
    </div>`;
  }

  /** What plugins have to say above the sheet, and what went wrong with them. */
  #renderPlugins(): TemplateResult {
    return html`<div class="notices" role="status">
      ${this.#plugins.banners.entries.map(
        ({ plugin, value: { text, action } }) =>
          html`<p class="notice banner">
            <span>${text}</span>
            ${
              action
                ? html`<button
                    type="button"
                    class="button"
                    @click=${() => {
                      plugin.run(`doing “${action.label}”`, () =>
                        action.onPress(),
                      );
                    }}
                  >
                    ${action.label}
                  </button>`
                : nothing
            }
          </p>`,
      )}
      ${this.#plugins.problems.map((problem) =>
        problemNote(problem, () => {
          this.#plugins.dismiss(problem.plugin);
        }),
      )}
    </div>`;
  }

  #renderDrafts(): TemplateResult {
    return html`<scriptorium-drafts
      .drafts=${this.drafts}
      ?readonly=${this.#isReadonly}
      @draft-insert=${(event: CustomEvent<{ draft: Draft; delta: Delta }>) =>
        this.#insertDraft(event.detail.draft, event.detail.delta)}
      @draft-discard=${(event: CustomEvent<{ draft: Draft }>) =>
        this.#discardDraft(event.detail.draft)}
    ></scriptorium-drafts>`;
  }

  #renderSheet(): TemplateResult {
    const isWaiting = !this.hasContent;
    return html`<article class="sheet" ?data-waiting=${isWaiting}>
      <scriptorium-title
        .value=${this.documentTitle}
        ?readonly=${this.#isReadonly}
        @title-change=${(event: CustomEvent<string>) =>
          this.#rename(event.detail)}
        @title-done=${() => {
          this.editor?.focusText();
        }}
      ></scriptorium-title>
      ${
        isWaiting
          ? html`<div class="skeleton text"><i></i><i></i><i></i><i></i></div>`
          : nothing
      }
      <scriptorium-editor
        id="text"
        tabindex="-1"
        .session=${this.session}
        ?readonly=${this.#isReadonly}
        @editor-state=${(event: CustomEvent<ToolbarState>) => {
          this.toolbar = event.detail;
        }}
        @editor-notice=${(event: CustomEvent<string>) => {
          this.#setNotice("editor", event.detail);
        }}
        @editor-preview=${(event: CustomEvent<boolean>) => {
          this.isPreview = event.detail;
        }}
        @editor-request=${(event: CustomEvent<"link" | "toolbar">) => {
          if (event.detail === "link") this.tools?.openLink();
          else this.tools?.focus();
        }}
      ></scriptorium-editor>
      <p id="editor-hint" class="visually-hidden">
        Alt F10 goes to the toolbar. Escape, then Tab, leaves the text.
      </p>
    </article>`;
  }

  #listen(session: DocumentSession, signal: AbortSignal): void {
    session.addEventListener(
      "state",
      ({ detail }) => {
        this.sessionState = detail.state;
      },
      { signal },
    );
    session.addEventListener(
      "content",
      () => {
        if (!this.hasContent) void this.#startWriting();
        this.hasContent = true;
      },
      { signal },
    );
    session.addEventListener(
      "document",
      ({ detail }) => {
        this.documentTitle = detail.title ?? this.documentTitle;
        this.userRole = detail.role ?? this.userRole;
      },
      { signal },
    );
    session.addEventListener(
      "notice",
      ({ detail: { source, message } }) => {
        this.#setNotice(source, message);
      },
      { signal },
    );
    session.addEventListener("draft", () => void this.#readDrafts(), {
      signal,
    });
  }

  #listenToPlugins(session: DocumentSession, signal: AbortSignal): void {
    this.#guest.follow(signal);
    this.#guest.addEventListener(
      "change",
      () => {
        session.rename(this.#guest.name);
      },
      { signal },
    );
    this.#plugins.addEventListener("change", () => {
      this.added += 1;
    });
    window.addEventListener(
      "keydown",
      (event) => {
        this.#onKey(event);
      },
      { signal },
    );
    window.addEventListener("popstate", () => void this.#goToPosition(), {
      signal,
    });
  }

  /** A panel that comes or goes makes the text wrap elsewhere; what is read stays where it is. */
  #scrollAnchor(): () => void {
    const root = this.editor?.binding?.quill.root;
    return root ? anchorScroll(root) : () => undefined;
  }

  async #keepInSight(): Promise<void> {
    await this.panel?.updateComplete;
    this.#restoreScroll();
    this.#restoreScroll = () => undefined;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const chord = chordOf(event);
    const asksForHelp = chord.mod
      ? chord.key === "/"
      : chord.key === "?" && !isWriting(event.target);
    if (asksForHelp) this.help?.show();
    else if (shortcutOf(chord) !== undefined) return;
    else if (!runChord(this.#plugins, chord)) return;
    event.preventDefault();
  }

  /** The address may name a place in the text, where a search hit is, say. */
  async #goToPosition(): Promise<void> {
    const at = /^#at=(\d{1,9})$/.exec(location.hash)?.[1];
    const { editor } = this;
    if (at === undefined || !editor || !this.hasContent) return;
    await this.updateComplete;
    editor.goTo(Number(at));
  }

  async #startPlugins(session: DocumentSession): Promise<void> {
    await this.editor?.updateComplete;
    const { surface } = this.editor ?? {};
    const { signal } = this.#listeners;
    if (surface === undefined || signal.aborted) return;
    const contributions = this.#plugins;
    const { documentId } = this;
    const guest = this.#guest;
    new DocumentPlugins(
      { documentId, session, surface, guest, contributions },
      signal,
    );
  }

  async #open(): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    await this.#startPlugins(session);
    await session.open();
    this.documentTitle = session.title || this.documentTitle;
    this.userRole = session.role;
    this.sessionState = session.state;
    await this.#readDrafts();
  }

  /** Who has just made a document begins with its title. */
  async #startWriting(): Promise<void> {
    await this.updateComplete;
    await this.#goToPosition();
    const isNew = this.documentTitle === UNTITLED && this.editor?.isBlank;
    if (isNew && !this.#isReadonly)
      this.querySelector<HTMLElement>(".title")?.focus();
  }

  async #readDrafts(): Promise<void> {
    this.drafts = (await this.session?.drafts()) ?? [];
  }

  async #insertDraft(draft: Draft, delta: Delta): Promise<void> {
    const { editor } = this;
    if (!editor) return;
    editor.insertAtCaret(delta);
    await this.#discardDraft(draft);
    editor.focusText();
  }

  async #discardDraft({ id }: Draft): Promise<void> {
    await this.session?.discardDraft(id);
    await this.#readDrafts();
  }

  async #rename(title: string): Promise<void> {
    try {
      await renameDocument(this.documentId, title);
      this.documentTitle = title;
      this.#setNotice("title", undefined);
    } catch (error) {
      const why = error instanceof ApiError ? error.message : String(error);
      this.#setNotice("title", `The new title was not saved: ${why}`);
    }
  }

  #setNotice(source: NoticeSource, message: string | undefined): void {
    const notices = new Map(this.notices);
    if (message === undefined) notices.delete(source);
    else notices.set(source, message);
    this.notices = notices;
  }

  async #copyLink(): Promise<void> {
    await navigator.clipboard.writeText(location.href);
    this.linkCopied = true;
    setTimeout(() => {
      this.linkCopied = false;
    }, 2000);
  }
}

function panelContent(): HTMLElement {
  const host = document.createElement("div");
  host.className = "panel-content";
  return host;
}

/** Whether a key pressed at `target` writes something. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea") !== null)
  );
}
