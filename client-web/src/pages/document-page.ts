import "../styles/document.css";
import "../styles/editor.css";
import "../styles/plugins.css";
import "../styles/print.css";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type Delta from "quill-delta";
import { keepSession } from "../account/session-keeper.ts";
import { FollowWho, whoAmI } from "../account/who-am-i.ts";
import { UNTITLED } from "../api.ts";
import type { ScriptoriumDocumentPlugins } from "../components/document-plugins-dialog.ts";
import "../components/drafts.ts";
import type { ScriptoriumHelpDialog } from "../components/help-dialog.ts";
import "../components/help-dialog.ts";
import { LightElement } from "../components/light-element.ts";
import type { ScriptoriumSidePanel } from "../components/side-panel.ts";
import "../components/side-panel.ts";
import "../components/title-field.ts";
import type { ScriptoriumShareDialog } from "../sharing/share-dialog.ts";
import type { ScriptoriumToolbar } from "../components/toolbar.ts";
import "../components/toolbar.ts";
import type { Draft } from "../document-session.ts";
import "../editor/scriptorium-editor.ts";
import type { ScriptoriumEditor } from "../editor/scriptorium-editor.ts";
import { anchorScroll } from "../editor/scroll-anchor.ts";
import type { ToolbarCommand, ToolbarState } from "../editor/toolbar-state.ts";
import { isSignedOut } from "../session-state.ts";
import { DocumentBar } from "./document-bar.ts";
import { DocumentNotices, pluginNotices } from "./document-notices.ts";
import { notFound } from "./not-found.ts";
import { PagePlugins } from "./page-plugins.ts";
import { ShownDocument } from "./shown-document.ts";

/** One document: its title, its text, and where it stands with the server. */
@customElement("scriptorium-document-page")
export class ScriptoriumDocumentPage extends LightElement {
  @property({ attribute: false }) documentId = "";
  /** The account whose document this device shows; empty on a server without accounts. */
  @property({ attribute: false }) owner = "";
  @state() private toolbar: ToolbarState | undefined;
  /** A number that rises with every change of what plugins have added. */
  @state() private added = 0;
  @state() private isPreview = false;
  /** Whether the sharing dialog is there: it is loaded when it is wanted first. */
  @state() private isSharing = false;
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

  @query("scriptorium-share-dialog") private readonly sharing:
    ScriptoriumShareDialog | null | undefined;

  readonly #listeners = new AbortController();
  readonly #who = new FollowWho(this);
  readonly #notices = new DocumentNotices(this);
  readonly #document = new ShownDocument(
    this,
    this.#notices,
    () => void this.#startWriting(),
  );
  readonly #plugins = new PagePlugins(
    () => {
      this.added += 1;
    },
    () => this.help?.show(),
    whoAmI().account,
  );
  readonly #bar = new DocumentBar(this, {
    guest: this.#plugins.guest,
    panels: this.#plugins.added.panels,
    share: () => (this.#mayShare() ? () => void this.#share() : undefined),
    showPlugins: () => void this.#showPlugins(),
    showHelp: () => this.help?.show(),
  });
  #restoreScroll = (): void => undefined;
  #entitled = "";

  override willUpdate(changed: PropertyValues): void {
    // Not earlier: who is led to another place between a plugin's news and its rendering stays there.
    if (changed.has("added")) this.#restoreScroll = this.#scrollAnchor();
    if (this.#document.session !== undefined) return;
    const { signal } = this.#listeners;
    const { name } = this.#plugins.guest;
    const { owner } = this;
    const session = this.#document.begin(
      this.documentId,
      { name, owner },
      signal,
    );
    keepSession(session, owner, whoAmI(), signal);
    this.#plugins.listen(session, signal);
    window.addEventListener("popstate", () => void this.#goToPosition(), {
      signal,
    });
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    this.#document.session?.close();
    super.disconnectedCallback();
  }

  override firstUpdated(): void {
    // The editor listens by now, so it misses nothing of what the session shows first.
    void this.#open();
  }

  override updated(changed: PropertyValues): void {
    this.#entitle();
    if (changed.has("added")) void this.#keepInSight();
  }

  override render(): TemplateResult {
    const { state, hasContent } = this.#document;
    if (state.type === "refused" && (!hasContent || this.#document.isClosed))
      return this.#renderRefusal(state.code, state.reason);
    const { added, keyGroups } = this.#plugins;
    return html`
      <a class="skip" href="#text">Skip to the text</a>
      ${this.#renderBar()} ${this.#renderTools()}
      <div class="workspace">
        <main class="desk" id="main">
          ${isSignedOut(state) ? sessionEnded() : nothing}
          ${this.#notices.render()} ${pluginNotices(added)}
          ${this.#renderDrafts()} ${this.#renderSheet()}
        </main>
        <scriptorium-side-panel
          .panels=${added.panels}
          .entries=${added.panels.entries}
          .open=${added.panels.current?.id}
        ></scriptorium-side-panel>
      </div>
      <scriptorium-help-dialog .groups=${keyGroups}></scriptorium-help-dialog>
      <scriptorium-document-plugins
        .documentId=${this.documentId}
        ?readonly=${this.#document.isViewer}
        @plugins-switched=${() => {
          this.#document.session?.rejoin();
        }}
      ></scriptorium-document-plugins>
      ${
        this.isSharing
          ? html`<scriptorium-share-dialog
              .documentId=${this.documentId}
            ></scriptorium-share-dialog>`
          : nothing
      }
    `;
  }

  #mayShare(): boolean {
    return this.#who.who.type === "signed-in";
  }

  async #showPlugins(): Promise<void> {
    try {
      await import("../components/document-plugins-dialog.ts");
    } catch {
      this.#notices.set(
        "editor",
        "The plugins could not be loaded. Try again.",
      );
      return;
    }
    await this.switches?.updateComplete;
    this.switches?.show();
  }

  async #share(): Promise<void> {
    try {
      await import("../sharing/share-dialog.ts");
    } catch {
      this.#notices.set("editor", "Sharing could not be loaded. Try again.");
      return;
    }
    this.isSharing = true;
    await this.updateComplete;
    await this.sharing?.show();
  }

  /** In place of a document that the server will not show, and of which this device has nothing. */
  #renderRefusal(code: string, reason: string): TemplateResult {
    if (isSignedOut(this.#document.state)) {
      void import("../account/sign-in-page.ts");
      return html`<scriptorium-sign-in-page
        why="This document is for people who have signed in."
      ></scriptorium-sign-in-page>`;
    }
    if (this.#document.isClosed) return this.#renderClosed(code);
    if (code === "not_found")
      return notFound(
        "This document is not here",
        "It was deleted, or its address was cut off on its way to you.",
      );
    return html`${this.#renderBar()}
    ${notFound("This document cannot be opened", reason)}`;
  }

  /** In place of a document that was open until the server closed it to this user: its text is not shown on. */
  #renderClosed(code: string): TemplateResult {
    return html`${
        code === "forbidden"
          ? notFound(
              "This document is not shared with you any more",
              "Your access was taken away while you had it open. Ask its owner if you think that is a mistake.",
            )
          : notFound(
              "This document is not here any more",
              "It was deleted while you had it open.",
            )
      }
      <div class="closed-drafts">${this.#renderDrafts()}</div>`;
  }

  #renderBar(): TemplateResult {
    const { title, state } = this.#document;
    return this.#bar.render({ id: this.documentId, title, state });
  }

  #renderTools(): TemplateResult {
    if (this.#document.isViewer)
      return html`<p class="viewer-note" role="status">
        ${
          this.#document.role === "commenter"
            ? "You can read this document and comment on it, not change it."
            : "You can read this document, not change it."
        }
      </p>`;
    return html`<scriptorium-toolbar
      .state=${this.toolbar}
      .extras=${this.#plugins.added.buttons.entries}
      ?disabled=${this.#document.isReadonly || this.isPreview}
      @toolbar-command=${(event: CustomEvent<ToolbarCommand>) => {
        this.editor?.run(event.detail);
      }}
      @toolbar-leave=${() => {
        this.editor?.focusText();
      }}
    ></scriptorium-toolbar>`;
  }

  #renderDrafts(): TemplateResult {
    return html`<scriptorium-drafts
      .drafts=${this.#document.drafts}
      ?readonly=${this.#document.isReadonly}
      @draft-insert=${(event: CustomEvent<{ draft: Draft; delta: Delta }>) =>
        this.#insertDraft(event.detail.draft, event.detail.delta)}
      @draft-discard=${(event: CustomEvent<{ draft: Draft }>) =>
        this.#document.discardDraft(event.detail.draft)}
    ></scriptorium-drafts>`;
  }

  #renderSheet(): TemplateResult {
    const isWaiting = !this.#document.hasContent;
    return html`<article class="sheet" ?data-waiting=${isWaiting}>
      <scriptorium-title
        .value=${this.#document.title}
        ?readonly=${this.#document.isReadonly}
        @title-change=${(event: CustomEvent<string>) =>
          this.#document.rename(event.detail)}
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
        .session=${this.#document.session}
        .documentId=${this.documentId}
        ?readonly=${this.#document.isReadonly}
        @editor-state=${(event: CustomEvent<ToolbarState>) => {
          this.toolbar = event.detail;
        }}
        @editor-notice=${(event: CustomEvent<string | undefined>) => {
          this.#notices.set("editor", event.detail);
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

  /** Names the tab after the document, once for each title: a page that is being left must not do so again. */
  #entitle(): void {
    const { title, hasContent } = this.#document;
    const words = `${title || UNTITLED} – Scriptorium`;
    if (!hasContent || words === this.#entitled) return;
    this.#entitled = words;
    document.title = words;
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

  /** The address may name a place in the text, where a search hit is, say. */
  async #goToPosition(): Promise<void> {
    const at = /^#at=(\d{1,9})$/.exec(location.hash)?.[1];
    const { editor } = this;
    if (at === undefined || !editor || !this.#document.hasContent) return;
    await this.updateComplete;
    editor.goTo(Number(at));
  }

  async #open(): Promise<void> {
    await this.#startPlugins();
    await this.#document.open();
  }

  async #startPlugins(): Promise<void> {
    await this.editor?.updateComplete;
    const { surface } = this.editor ?? {};
    const { session } = this.#document;
    const { signal } = this.#listeners;
    if (surface === undefined || session === undefined || signal.aborted)
      return;
    this.#plugins.start(this.documentId, session, surface, signal);
  }

  /** Who has just made a document begins with its title. */
  async #startWriting(): Promise<void> {
    await this.updateComplete;
    await this.#goToPosition();
    const { title, isReadonly } = this.#document;
    const isNew = title === UNTITLED && this.editor?.isBlank;
    if (isNew && !isReadonly)
      this.querySelector<HTMLElement>(".title")?.focus();
  }

  async #insertDraft(draft: Draft, delta: Delta): Promise<void> {
    const { editor } = this;
    if (!editor) return;
    editor.insertAtCaret(delta);
    await this.#document.discardDraft(draft);
    editor.focusText();
  }
}

/** Says that nothing is lost, and signs in again; loaded when it is needed. */
function sessionEnded(): TemplateResult {
  import("../account/session-ended.ts").catch(() => {
    // The bar says "Signed out" all the same, and the next change tries again.
  });
  return html`<scriptorium-session-ended></scriptorium-session-ended>`;
}
