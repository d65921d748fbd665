import type Delta from "quill-delta";

/**
 * What a replica knows, as one of three states. Each is a value: a transition makes a new one.
 *
 *                      edited                        edited
 *      Synchronized ───────────► AwaitingAck ───────────► AwaitingAckWithBuffer ─┐
 *            ▲                    │       ▲                     │        ▲       │ edited
 *            └────────────────────┘       └─────────────────────┘        └───────┘
 *                     ack                           ack
 *
 * The editor always shows the document, then the edit in flight, then the buffer.
 */
export type SyncState = Synchronized | AwaitingAck | AwaitingAckWithBuffer;

/** Nothing of this replica's own is under way: the editor shows the document. */
export interface Synchronized extends Replica {
  readonly type: "synchronized";
}

/** One edit is in flight. */
export interface AwaitingAck extends Replica {
  readonly type: "awaiting-ack";
  readonly inFlight: InFlight;
}

/** One edit is in flight; what the user did since then waits in the buffer, as one edit, for its turn. */
export interface AwaitingAckWithBuffer extends Replica {
  readonly type: "awaiting-ack-with-buffer";
  readonly inFlight: InFlight;
  readonly buffer: PendingEdit;
}

/** What every state holds. */
export interface Replica {
  /** The revision that this replica has; what is pending applies to the document there. */
  readonly revision: number;
  /** The number of this replica's last edit, 0 before the first. */
  readonly lastSeq: number;
  readonly link: Link;
}

/** How this replica hears of the server. */
export type Link =
  /** Not at all. */
  | { readonly type: "down" }
  /** It resumes, and is being told everything up to `head`; until it has it, nothing is sent. */
  | { readonly type: "catching-up"; readonly head: number }
  | { readonly type: "up" };

/** An edit of this replica that is not in the document yet. */
export interface PendingEdit {
  readonly delta: Delta;
  /** How many of the user's edits it is made of: what "n edits kept on this device" counts. */
  readonly edits: number;
}

/** The edit that has a number and is, or soon will be, on its way. */
export interface InFlight extends PendingEdit {
  readonly seq: number;
  readonly passage: Passage;
}

/**
 * How far an edit in flight has got. `new`: not stored on this device yet, so it must not leave. `kept`: stored,
 * never sent. `sent`: on this connection. `unsure`: on an earlier one, so that the server may have it or not.
 */
export type Passage = "new" | "kept" | "sent" | "unsure";

/** The state of a replica that has the document at `revision` and no edits of its own. */
export function synchronized(
  revision: number,
  lastSeq: number,
  link: Link,
): Synchronized {
  return { type: "synchronized", revision, lastSeq, link };
}

/** What is pending, oldest first: nothing, the edit in flight, or that and the buffer. */
export function pending(state: SyncState): readonly PendingEdit[] {
  switch (state.type) {
    case "synchronized":
      return [];
    case "awaiting-ack":
      return [state.inFlight];
    case "awaiting-ack-with-buffer":
      return [state.inFlight, state.buffer];
  }
}

/** How many of the user's edits are not acknowledged. */
export function pendingEdits(state: SyncState): number {
  return pending(state).reduce((sum, edit) => sum + edit.edits, 0);
}
