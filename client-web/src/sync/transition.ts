import type Delta from "quill-delta";
import { composeAll } from "./compose-all.ts";
import type { InFlight, PendingEdit, Replica, SyncState } from "./state.ts";
import { synchronized } from "./state.ts";

/** What can happen to a replica. */
export type SyncEvent =
  /** Its user did `delta` in the editor. */
  | { readonly type: "edited"; readonly delta: Delta }
  /** The edit in flight with this number is stored on this device. */
  | { readonly type: "kept"; readonly seq: number }
  /** The connection resumes at this replica's revision; everything up to `head` follows. */
  | {
      readonly type: "resumed";
      readonly revision: number;
      readonly head: number;
    }
  /** Others' edits, to be taken in one after the other. */
  | {
      readonly type: "changed";
      readonly from: number;
      readonly revision: number;
      readonly deltas: readonly Delta[];
    }
  /** The replica's own edit became a revision. */
  | {
      readonly type: "acknowledged";
      readonly seq: number;
      readonly revision: number;
    }
  | { readonly type: "disconnected" };

/** What is to be done after a transition, in this order. */
export type SyncEffect =
  /** `deltas`, one after the other, became part of the document, which is now at the state's revision. */
  | { readonly type: "commit"; readonly deltas: readonly Delta[] }
  /** The editor takes in `delta`: it is transformed over everything pending. */
  | { readonly type: "apply"; readonly delta: Delta }
  /** The state holds something new of the user's: store it, and say `kept`. */
  | { readonly type: "keep" }
  | {
      readonly type: "send";
      readonly seq: number;
      readonly revision: number;
      readonly delta: Delta;
    }
  /** The server's messages leave a gap: connect anew and resume at this replica's own revision. */
  | { readonly type: "resume"; readonly reason: string }
  /**
   * The server's log knows this replica otherwise than it knows itself: what is pending becomes a draft, and a
   * fresh replica joins.
   */
  | { readonly type: "abandon"; readonly reason: string };

export type Transition = readonly [SyncState, readonly SyncEffect[]];

/**
 * The state after `event`, and what is to be done. A pure function. Nothing that the user did is ever dropped:
 * where the server's messages do not fit, the state stays as it is and an effect says so.
 */
export function transition(state: SyncState, event: SyncEvent): Transition {
  switch (event.type) {
    case "edited":
      return edited(state, event.delta);
    case "kept":
      return kept(state, event.seq);
    case "resumed":
      return resumed(state, event.revision, event.head);
    case "changed":
      return changed(state, event.from, event.revision, event.deltas);
    case "acknowledged":
      return acknowledged(state, event.seq, event.revision);
    case "disconnected":
      return [disconnected(state), []];
  }
}

function edited(state: SyncState, delta: Delta): Transition {
  if (delta.ops.length === 0) {
    return [state, []];
  }
  switch (state.type) {
    case "synchronized":
      return [takeOff(state, { delta, edits: 1 }), [{ type: "keep" }]];
    case "awaiting-ack":
      return [
        {
          ...state,
          type: "awaiting-ack-with-buffer",
          buffer: { delta, edits: 1 },
        },
        [{ type: "keep" }],
      ];
    case "awaiting-ack-with-buffer":
      return [
        { ...state, buffer: join(state.buffer, delta) },
        [{ type: "keep" }],
      ];
  }
}

function join(buffer: PendingEdit, delta: Delta): PendingEdit {
  return { delta: buffer.delta.compose(delta), edits: buffer.edits + 1 };
}

/** Gives `edit` its number. */
function takeOff(replica: Replica, edit: PendingEdit): SyncState {
  const seq = replica.lastSeq + 1;
  return {
    type: "awaiting-ack",
    revision: replica.revision,
    lastSeq: seq,
    link: replica.link,
    inFlight: { ...edit, seq, passage: "new" },
  };
}

function kept(state: SyncState, seq: number): Transition {
  if (
    state.type === "synchronized" ||
    state.inFlight.seq !== seq ||
    state.inFlight.passage !== "new"
  ) {
    return [state, []];
  }
  return sent({ ...state, inFlight: { ...state.inFlight, passage: "kept" } });
}

/** Sends the edit in flight if this replica may: it is stored, and everything up to the head is taken in. */
function sent(state: SyncState): Transition {
  if (state.type === "synchronized" || state.link.type !== "up") {
    return [state, []];
  }
  const { seq, delta, passage } = state.inFlight;
  if (passage === "new" || passage === "sent") {
    return [state, []];
  }
  return [
    { ...state, inFlight: { ...state.inFlight, passage: "sent" } },
    [{ type: "send", seq, revision: state.revision, delta }],
  ];
}

function resumed(state: SyncState, revision: number, head: number): Transition {
  if (revision !== state.revision || head < revision) {
    return gap(
      state,
      `asked to resume at revision ${state.revision}, got ${revision} with head ${head}`,
    );
  }
  return sent({ ...state, link: linkTowards(revision, head) });
}

function linkTowards(revision: number, head: number): Replica["link"] {
  return revision < head ? { type: "catching-up", head } : { type: "up" };
}

/** The replica is now at `revision`; if that is the head it was waiting for, it is its turn to send. */
function arrived<State extends SyncState>(
  state: State,
  revision: number,
): State {
  const { link } = state;
  return {
    ...state,
    revision,
    link: link.type === "catching-up" ? linkTowards(revision, link.head) : link,
  };
}

function changed(
  state: SyncState,
  from: number,
  revision: number,
  deltas: readonly Delta[],
): Transition {
  if (from !== state.revision || revision < from) {
    return gap(
      state,
      `a change from revision ${from} to ${revision} for a replica at ${state.revision}`,
    );
  }
  const shown: Delta[] = [];
  let rebased = state;
  for (const delta of deltas) {
    const [next, visible] = rebase(rebased, delta);
    rebased = next;
    shown.push(visible);
  }
  const [next, sending] = sent(arrived(rebased, revision));
  return [
    next,
    [{ type: "commit", deltas }, ...applies(composeAll(shown)), ...sending],
  ];
}

function applies(delta: Delta): readonly SyncEffect[] {
  return delta.ops.length === 0 ? [] : [{ type: "apply", delta }];
}

/**
 * Carries what is pending over one committed `delta`, and says what the editor sees of it. The latecomer goes
 * first: the pending edit's text ends up in front, and its attributes stay.
 */
function rebase(state: SyncState, delta: Delta): readonly [SyncState, Delta] {
  switch (state.type) {
    case "synchronized":
      return [state, delta];
    case "awaiting-ack": {
      const [inFlight, shown] = carry(state.inFlight, delta);
      return [{ ...state, inFlight }, shown];
    }
    case "awaiting-ack-with-buffer": {
      const [inFlight, between] = carry(state.inFlight, delta);
      const [buffer, shown] = carry(state.buffer, between);
      return [{ ...state, inFlight, buffer }, shown];
    }
  }
}

function carry<Edit extends PendingEdit>(
  edit: Edit,
  delta: Delta,
): readonly [Edit, Delta] {
  return [
    { ...edit, delta: delta.transform(edit.delta, false) },
    edit.delta.transform(delta, true),
  ];
}

function acknowledged(
  state: SyncState,
  seq: number,
  revision: number,
): Transition {
  if (state.type === "synchronized" || !answers(state.inFlight, seq)) {
    return unknownAck(state, seq, revision);
  }
  if (revision !== state.revision + 1) {
    return gap(
      state,
      `an ack of revision ${revision} for a replica at ${state.revision}`,
    );
  }
  const commit = { type: "commit", deltas: [state.inFlight.delta] } as const;
  const { lastSeq, link } = arrived(state, revision);
  const replica = synchronized(revision, lastSeq, link);
  return state.type === "awaiting-ack"
    ? [replica, [commit]]
    : [takeOff(replica, state.buffer), [commit, { type: "keep" }]];
}

/** An edit that never left cannot be acknowledged: the same number must then have meant another edit. */
function answers(inFlight: InFlight, seq: number): boolean {
  return (
    inFlight.seq === seq &&
    (inFlight.passage === "sent" || inFlight.passage === "unsure")
  );
}

/** An ack of what this replica had acknowledged before says nothing new; any other is of an edit it never made. */
function unknownAck(
  state: SyncState,
  seq: number,
  revision: number,
): Transition {
  if (revision <= state.revision) {
    return [state, []];
  }
  const reason = `edit ${seq} became revision ${revision}, but this replica, at ${state.revision}, does not have it under way`;
  return [state, [{ type: "abandon", reason }]];
}

function gap(state: SyncState, reason: string): Transition {
  return [disconnected(state), [{ type: "resume", reason }]];
}

function disconnected(state: SyncState): SyncState {
  const link = { type: "down" } as const;
  if (state.type === "synchronized" || state.inFlight.passage !== "sent") {
    return { ...state, link };
  }
  return { ...state, link, inFlight: { ...state.inFlight, passage: "unsure" } };
}
