import type { Message, Reply } from "./message.ts";

/** A message that this user sent and that the server half has not confirmed; sent again until it has. */
export interface Pending {
  readonly n: number;
  readonly text: string;
  /** Why it was not taken, in words; it waits for the user then. */
  readonly refusal?: string;
}

/** What is known of a conversation. */
export interface Conversation {
  /** In order of their ids. */
  readonly messages: readonly Message[];
  readonly pending: readonly Pending[];
  /** The last event that is known without a gap; undefined before the first page. */
  readonly event: number | undefined;
  /** Whether there are older messages. */
  readonly more: boolean;
  /** The id of this user's messages. */
  readonly you: string;
  readonly people: readonly string[];
  /** The last message that was seen. */
  readonly read: number;
  /** The last number that a message of this user's got, whatever the clock said. */
  readonly lastNumber: number;
  /** Why a change of a message was refused. */
  readonly complaint: string | undefined;
}

/** What is asked of the server half. */
export type Request =
  | {
      readonly type: "post";
      readonly sender: string;
      readonly n: number;
      readonly text: string;
    }
  | { readonly type: "edit"; readonly id: number; readonly text: string }
  | { readonly type: "delete"; readonly id: number }
  | { readonly type: "sync"; readonly after: number }
  | { readonly type: "page"; readonly before: number };

export function begin(
  pending: readonly Pending[] = [],
  read = 0,
  lastNumber = 0,
): Conversation {
  return {
    messages: [],
    pending,
    event: undefined,
    more: false,
    you: "",
    people: [],
    read,
    lastNumber,
    complaint: undefined,
  };
}

/** What to ask when there is a connection: what is missing, and what was not confirmed once more. */
export function asked(state: Conversation, sender: string): readonly Request[] {
  const catchUp: Request =
    state.event === undefined
      ? { type: "page", before: 0 }
      : { type: "sync", after: state.event };
  const again = state.pending
    .filter(({ refusal }) => refusal === undefined)
    .map(({ n, text }): Request => ({ type: "post", sender, n, text }));
  return [catchUp, ...again];
}

/** Takes in what the server half told; the second is what to ask next. */
export function take(
  state: Conversation,
  reply: Reply,
): readonly [Conversation, readonly Request[]] {
  switch (reply.type) {
    case "message":
      return withEvent(state, reply.message);
    case "sent":
      return [
        {
          ...withMessages(state, [reply.message]),
          pending: state.pending.filter(({ n }) => n !== reply.n),
        },
        [],
      ];
    case "page": {
      const event = state.event ?? reply.event;
      return [
        { ...withMessages(state, reply.messages), event, more: reply.more },
        [],
      ];
    }
    case "synced": {
      const next = {
        ...withMessages(state, reply.messages),
        event: Math.max(state.event ?? 0, reply.event),
      };
      const rest: Request = { type: "sync", after: reply.event };
      return [next, reply.more ? [rest] : []];
    }
    case "refused":
      return [refused(state, reply), []];
    case "you":
      return [{ ...state, you: reply.author }, []];
    case "people":
      return [{ ...state, people: reply.names }, []];
  }
}

/** Between the last event without a gap and one that does not follow on it, something was lost: it is asked for. */
function withEvent(
  state: Conversation,
  message: Message,
): readonly [Conversation, readonly Request[]] {
  const next = withMessages(state, [message]);
  const { event } = state;
  if (event === undefined || message.event <= event) return [next, []];
  if (message.event === event + 1)
    return [{ ...next, event: message.event }, []];
  return [next, [{ type: "sync", after: event }]];
}

function withMessages(
  state: Conversation,
  news: readonly Message[],
): Conversation {
  const byId = new Map(state.messages.map((message) => [message.id, message]));
  for (const message of news) {
    const known = byId.get(message.id);
    if (known === undefined || known.event < message.event)
      byId.set(message.id, message);
  }
  const messages = [...byId.values()].sort((one, other) => one.id - other.id);
  return { ...state, messages };
}

function refused(
  state: Conversation,
  { request, about, message }: Extract<Reply, { type: "refused" }>,
): Conversation {
  if (request !== "post") return { ...state, complaint: message };
  return {
    ...state,
    pending: state.pending.map((pending) =>
      pending.n === about ? { ...pending, refusal: message } : pending,
    ),
  };
}

/** A message of this user's is on its way; its number is `fresh`, or beyond the last if the clock went back. */
export function post(
  state: Conversation,
  text: string,
  fresh: number,
): readonly [Conversation, Pending] {
  const n = Math.max(state.lastNumber + 1, fresh);
  const pending = { n, text };
  return [
    { ...state, lastNumber: n, pending: [...state.pending, pending] },
    pending,
  ];
}

/** What was refused is forgotten; the user has it back in his hands. */
export function withdraw(state: Conversation, n: number): Conversation {
  return { ...state, pending: state.pending.filter((one) => one.n !== n) };
}

/** Everything that is there was seen. */
export function readAll(state: Conversation): Conversation {
  return { ...state, read: state.messages.at(-1)?.id ?? state.read };
}

/** How many messages of others were not seen. */
export function unread({ messages, read, you }: Conversation): number {
  return messages.filter(
    ({ id, author, deleted }) => id > read && author !== you && !deleted,
  ).length;
}
