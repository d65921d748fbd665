import type { ReactiveControllerHost } from "lit";
import { ApiError, renameDocument } from "../api.ts";
import {
  DocumentSession,
  type Draft,
  type SessionState,
} from "../document-session.ts";
import type { DocumentNotices } from "./document-notices.ts";

/**
 * What a page shows of a document beside its text: how its session stands, its title, its user's role, his drafts. The
 * page is drawn anew when any of it changes.
 */
export class ShownDocument {
  #id = "";
  #session: DocumentSession | undefined;
  #state: SessionState = { type: "waiting" };
  #title = "";
  #role = "";
  #hasContent = false;
  #drafts: readonly Draft[] = [];

  /**
   * @param host the page
   * @param arrived called when the text is there for the first time
   */
  constructor(
    readonly host: ReactiveControllerHost,
    readonly notices: DocumentNotices,
    readonly arrived: () => void,
  ) {}

  /** The session; undefined until {@link begin}. */
  get session(): DocumentSession | undefined {
    return this.#session;
  }

  get state(): SessionState {
    return this.#state;
  }

  get title(): string {
    return this.#title;
  }

  /** Whether its text is there. */
  get hasContent(): boolean {
    return this.#hasContent;
  }

  get drafts(): readonly Draft[] {
    return this.#drafts;
  }

  /** This user's role, such as `editor`; empty until it is known. */
  get role(): string {
    return this.#role;
  }

  /** Whether the server closed the document to this user while it was open. */
  get isClosed(): boolean {
    return (
      this.#hasContent && this.#state.type === "refused" && this.#state.forGood
    );
  }

  get isViewer(): boolean {
    return this.#role === "viewer" || this.#role === "commenter";
  }

  /** Until there is a document there is nothing to write in; after a refusal nothing would be kept. */
  get isReadonly(): boolean {
    const { type } = this.#state;
    return (
      this.isViewer ||
      !this.#hasContent ||
      type === "waiting" ||
      type === "closed" ||
      type === "refused"
    );
  }

  /**
   * Makes the session and listens to it until `signal` aborts; {@link open} connects it.
   *
   * @param who the account whose it is, empty without accounts, and the name of somebody without one
   */
  begin(
    documentId: string,
    who: { readonly name: string; readonly owner: string },
    signal: AbortSignal,
  ): DocumentSession {
    const session = new DocumentSession({ documentId, ...who });
    this.#id = documentId;
    this.#session = session;
    this.#listen(session, signal);
    return session;
  }

  /** Opens the session. Whoever listens to it must do so by now, to miss nothing of what it shows first. */
  async open(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    await session.open();
    this.#title = session.title || this.#title;
    this.#role = session.role;
    this.#state = session.state;
    this.host.requestUpdate();
    await this.#readDrafts();
  }

  /** Gives the document another title; what goes wrong with it becomes a notice. */
  async rename(title: string): Promise<void> {
    try {
      await renameDocument(this.#id, title);
      this.#title = title;
      // Draws the page anew as well.
      this.notices.set("title", undefined);
    } catch (error) {
      const why = error instanceof ApiError ? error.message : String(error);
      this.notices.set("title", `The new title was not saved: ${why}`);
    }
  }

  async discardDraft({ id }: Draft): Promise<void> {
    await this.#session?.discardDraft(id);
    await this.#readDrafts();
  }

  async #readDrafts(): Promise<void> {
    this.#drafts = (await this.#session?.drafts()) ?? [];
    this.host.requestUpdate();
  }

  #listen(session: DocumentSession, signal: AbortSignal): void {
    session.addEventListener(
      "state",
      ({ detail }) => {
        this.#state = detail.state;
        this.host.requestUpdate();
      },
      { signal },
    );
    session.addEventListener(
      "content",
      () => {
        if (!this.#hasContent) this.arrived();
        this.#hasContent = true;
        this.host.requestUpdate();
      },
      { signal },
    );
    session.addEventListener(
      "document",
      ({ detail: { title, role } }) => {
        this.#title = title ?? this.#title;
        this.#role = role ?? this.#role;
        this.host.requestUpdate();
      },
      { signal },
    );
    session.addEventListener(
      "notice",
      ({ detail: { source, message } }) => {
        this.notices.set(source, message);
      },
      { signal },
    );
    session.addEventListener("draft", () => void this.#readDrafts(), {
      signal,
    });
  }
}
