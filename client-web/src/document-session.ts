import type Delta from "quill-delta";
import { TypedEventTarget } from "./typed-events";

/** Where a session stands, as its user should see it: always as a word, never as a colour alone. */
export type SessionState =
  /** Nothing to show yet: the document is on its way. The editor must not take input. */
  | { readonly type: "waiting" }
  /** Connected, and every edit is durable on the server. */
  | { readonly type: "live" }
  /** Connected, and an edit is on its way. */
  | { readonly type: "saving" }
  /** No network; `edits` edits are kept on this device. */
  | { readonly type: "offline"; readonly edits: number }
  /** The connection was lost; the next attempt starts `retryInMs` milliseconds after this state began. */
  | {
      readonly type: "reconnecting";
      readonly edits: number;
      readonly retryInMs: number;
    }
  /** Closed by {@link DocumentSession.close}. */
  | { readonly type: "closed" }
  /** The server will not have this user here; `reason` is its sentence, `code` its error code. */
  | {
      readonly type: "refused";
      readonly code: string;
      readonly reason: string;
    };

/** Edits that the server would not take, kept on this device until their author discards them. */
export interface Draft {
  readonly id: string;
  readonly documentId: string;
  /** When it was put aside, in milliseconds since 1970. */
  readonly createdAt: number;
  /** The server's error code, and its sentence. */
  readonly code: string;
  readonly reason: string;
  /** The document as the author saw it, the refused edits in it. */
  readonly content: Delta;
  /** The refused edits alone, one change on the document at `revision`. */
  readonly edit: Delta;
  readonly revision: number;
}

/** The events of a {@link DocumentSession} and what their `detail` holds. */
export interface SessionEvents {
  /** The editor shows exactly `content`: what this device kept, or what the server sent. */
  readonly content: {
    readonly content: Delta;
    readonly from: "device" | "server";
  };
  /** Others' change, to be applied in the editor as it is. */
  readonly change: { readonly delta: Delta };
  readonly state: { readonly state: SessionState };
  /** Which of the two changed. */
  readonly document: { readonly title?: string; readonly role?: string };
  /**
   * What keeps edits from being stored, in words: on the server, or on this device. `message` is undefined once
   * it is over.
   */
  readonly notice: {
    readonly source: "server" | "device";
    readonly message: string | undefined;
  };
  readonly draft: { readonly draft: Draft };
  readonly plugin: {
    readonly plugin: string;
    readonly body: unknown;
    readonly session?: string;
  };
}

/** What a session is given. */
export interface SessionOptions {
  readonly documentId: string;
  /** The server's WebSocket origin, such as `wss://example.org`; the page's own by default. */
  readonly url?: string;
  /** A guest's display name. */
  readonly name?: string;
}

/** One document as one tab has it open: what was typed, what others typed, and how far it is saved. */
export class DocumentSession extends TypedEventTarget<SessionEvents> {
  #state: SessionState = { type: "waiting" };

  constructor(readonly options: SessionOptions) {
    super();
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The document's title; empty until it is known. */
  get title(): string {
    return "";
  }

  /** This user's role in the document, such as `editor`; empty until it is known. */
  get role(): string {
    return "";
  }

  /** Shows what this device kept of the document, then connects. Returns when both are under way. */
  open(): Promise<void> {
    return Promise.resolve();
  }

  /** Ends the session; what is not acknowledged stays on this device for the next visit. */
  close(): void {
    this.#state = { type: "closed" };
    this.emit("state", { state: this.#state });
  }

  /** Takes in what the user just did in the editor, where it is already visible. */
  edit(delta: Delta): void {
    if (delta.length() > 0) {
      this.emit("state", { state: this.#state });
    }
  }

  /** An input method is composing: until {@link release}, nothing is sent and no change is emitted. */
  hold(): void {}

  release(): void {}

  drafts(): Promise<readonly Draft[]> {
    return Promise.resolve([]);
  }

  discardDraft(id: string): Promise<void> {
    return Promise.reject(new Error(`no draft ${id}`));
  }
}
