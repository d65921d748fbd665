import type { ConnectionPhase } from "./connection.ts";
import type { Link } from "./sync/state.ts";

/** Where a session stands, as its user should see it: always as a word, never as a colour alone. */
export type SessionState =
  /** Nothing to show yet: the document is on its way. */
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
  /** Closed by its user. */
  | { readonly type: "closed" }
  /**
   * The server will not have this user here; `reason` is its sentence, `code` its error code. `forGood`: the document
   * is gone, or this user's right to it; what the device kept of it is forgotten.
   */
  | {
      readonly type: "refused";
      readonly code: string;
      readonly reason: string;
      readonly forGood: boolean;
    };

/** Whether a session was refused since nobody is signed in, or somebody else. */
export function isSignedOut(state: SessionState): boolean {
  return (
    state.type === "refused" &&
    (state.code === "unauthenticated" || state.code === "4401")
  );
}

/** What the state of a session that is neither closed nor refused follows from. */
export interface Standing {
  readonly online: boolean;
  readonly phase: ConnectionPhase;
  /** How its replica hears of the server; undefined while there is no replica. */
  readonly link: Link | undefined;
  /** How many edits the server has not acknowledged. */
  readonly edits: number;
  /** How many of them are on this device, so that they outlive the tab. */
  readonly kept: number;
}

/** The word for `standing`. */
export function visibleState(standing: Standing): SessionState {
  const { online, phase, link, edits, kept } = standing;
  if (phase.type === "joined" && link?.type === "up") {
    return { type: edits > 0 ? "saving" : "live" };
  }
  if (phase.type !== "joined" && !online) {
    return { type: "offline", edits: kept };
  }
  if (phase.type === "waiting") {
    return { type: "reconnecting", edits: kept, retryInMs: phase.retryInMs };
  }
  return link
    ? { type: "reconnecting", edits: kept, retryInMs: 0 }
    : { type: "waiting" };
}

/** Whether two states say the same. */
export function sameState(one: SessionState, other: SessionState): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
