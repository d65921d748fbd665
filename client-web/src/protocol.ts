import Delta from "quill-delta";
import type { Op } from "quill-delta";

/**
 * The wire protocol, version 1: every message as a discriminated union on `type`. What arrives is decoded and
 * checked here, once; everywhere else these types are trusted. Unknown members are ignored.
 */

/** The WebSocket subprotocol that both sides agree on. */
export const SUBPROTOCOL = "scriptorium.v1";

/** What this client says. */
export type ClientMessage =
  | {
      readonly type: "join";
      readonly client: string;
      /** "I have everything up to there, send the rest." Absent: send the whole document. */
      readonly revision?: number;
      readonly name?: string;
      readonly token?: string;
    }
  | {
      readonly type: "edit";
      readonly seq: number;
      /** The revision that `delta` applies to: the replica's own. */
      readonly revision: number;
      readonly delta: Delta;
    }
  | { readonly type: "plugin"; readonly plugin: string; readonly body: unknown }
  | { readonly type: "ping" };

/** A plugin that is on in the document; `module` is where its browser half is, if it has one. */
export interface PluginInfo {
  readonly name: string;
  readonly module?: string;
}

export interface Joined {
  readonly type: "joined";
  readonly session: string;
  /** The revision of `content`; without content, as asked in the join. */
  readonly revision: number;
  /** The newest revision: the changes up to it follow. */
  readonly head: number;
  readonly content?: Delta;
  readonly role: string;
  readonly document: { readonly id: string; readonly title: string };
  readonly plugins: readonly PluginInfo[];
}

/** Others' edits from revision `from` to `revision`, to be taken in one after the other. */
export interface Change {
  readonly type: "change";
  readonly from: number;
  readonly revision: number;
  readonly deltas: readonly Delta[];
  readonly authors: readonly string[];
}

export interface Ack {
  readonly type: "ack";
  readonly seq: number;
  readonly revision: number;
}

export interface Reject {
  readonly type: "reject";
  readonly seq: number;
  readonly code: string;
  readonly message: string;
}

export interface PluginMessage {
  readonly type: "plugin";
  readonly plugin: string;
  readonly body: unknown;
  readonly session?: string;
}

export interface DocumentMessage {
  readonly type: "document";
  readonly title?: string;
  readonly role?: string;
}

export interface ServerError {
  readonly type: "error";
  readonly code: string;
  readonly message: string;
}

/** What the server says. */
export type ServerMessage =
  | Joined
  | Change
  | Ack
  | Reject
  | PluginMessage
  | DocumentMessage
  | ServerError
  | { readonly type: "pong" };

/** A frame that is no message of this protocol; the message says what was expected and what came. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** The frame that says `message`. */
export function encode(message: ClientMessage): string {
  return JSON.stringify(
    message.type === "edit"
      ? { ...message, delta: message.delta.ops }
      : message,
  );
}

/** The message that `frame` says; throws a {@link ProtocolError} when it says none. */
export function decode(frame: string): ServerMessage {
  const message = new Members(parse(frame), "message");
  const type = message.string("type");
  switch (type) {
    case "joined":
      return joined(message);
    case "change":
      return change(message);
    case "ack":
      return {
        type,
        seq: message.integer("seq"),
        revision: message.integer("revision"),
      };
    case "reject":
      return {
        type,
        seq: message.integer("seq"),
        ...codeAndMessage(message),
      };
    case "plugin":
      return plugin(message);
    case "document":
      return {
        type,
        ...message.optionalString("title"),
        ...message.optionalString("role"),
      };
    case "pong":
      return { type };
    case "error":
      return { type, ...codeAndMessage(message) };
    default:
      throw new ProtocolError(`unknown message type ${JSON.stringify(type)}`);
  }
}

function parse(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch (error) {
    throw new ProtocolError(
      `a frame of ${frame.length} characters is not JSON`,
      { cause: error },
    );
  }
}

function joined(message: Members): Joined {
  const content = message.value("content");
  const document = message.members("document");
  return {
    type: "joined",
    session: message.string("session"),
    revision: message.integer("revision"),
    head: message.integer("head"),
    ...(content === undefined ? {} : { content: decodeDelta(content) }),
    role: message.string("role"),
    document: { id: document.string("id"), title: document.string("title") },
    plugins: message.list("plugins").map((item) => {
      const info = new Members(item, "plugin");
      return { name: info.string("name"), ...info.optionalString("module") };
    }),
  };
}

function change(message: Members): Change {
  return {
    type: "change",
    from: message.integer("from"),
    revision: message.integer("revision"),
    deltas: message.list("deltas").map(decodeDelta),
    authors: message.list("authors").map((author) => {
      if (typeof author !== "string") {
        throw expected("a string", author, "an author");
      }
      return author;
    }),
  };
}

function plugin(message: Members): PluginMessage {
  return {
    type: "plugin",
    plugin: message.string("plugin"),
    body: message.value("body"),
    ...message.optionalString("session"),
  };
}

function codeAndMessage(message: Members): { code: string; message: string } {
  return { code: message.string("code"), message: message.string("message") };
}

/** The delta whose list of ops `value` is; throws a {@link ProtocolError} when it is none. */
export function decodeDelta(value: unknown): Delta {
  if (!Array.isArray(value)) {
    throw expected("a list of ops", value, "a delta");
  }
  return new Delta(value.map(decodeOp));
}

function decodeOp(value: unknown): Op {
  const op = new Members(value, "op");
  const attributes = op.optionalRecord("attributes");
  const insert = op.value("insert");
  if (insert !== undefined) {
    return { insert: textOrEmbed(insert), ...attributes };
  }
  const retain = op.value("retain");
  if (retain !== undefined) {
    return { retain: lengthOrEmbed(retain), ...attributes };
  }
  return { delete: positive(op.value("delete"), "delete") };
}

function textOrEmbed(value: unknown): string | Record<string, unknown> {
  if ((typeof value === "string" && value !== "") || isRecord(value)) {
    return value;
  }
  throw expected("text or an embed", value, "insert");
}

function lengthOrEmbed(value: unknown): number | Record<string, unknown> {
  return isRecord(value) ? value : positive(value, "retain");
}

function positive(value: unknown, name: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) {
    return value;
  }
  throw expected("a positive integer", value, name);
}

/** The members of one JSON object, each asked for by the form that it must have. */
class Members {
  readonly #members: Record<string, unknown>;

  constructor(
    value: unknown,
    readonly name: string,
  ) {
    if (!isRecord(value)) {
      throw expected("an object", value, name);
    }
    this.#members = value;
  }

  /** The member, undefined where it is missing. */
  value(member: string): unknown {
    return Object.hasOwn(this.#members, member)
      ? this.#members[member]
      : undefined;
  }

  string(member: string): string {
    const value = this.value(member);
    if (typeof value !== "string") {
      throw expected("a string", value, this.#path(member));
    }
    return value;
  }

  /** The member alone as an object, or an empty one where it is missing: made to be spread. */
  optionalString<Name extends string>(
    member: Name,
  ): Partial<Record<Name, string>> {
    if (this.value(member) === undefined) {
      return {};
    }
    return single(member, this.string(member));
  }

  optionalRecord<Name extends string>(
    member: Name,
  ): Partial<Record<Name, Record<string, unknown>>> {
    const value = this.value(member);
    if (value === undefined) {
      return {};
    }
    if (!isRecord(value)) {
      throw expected("an object", value, this.#path(member));
    }
    return single(member, value);
  }

  /** A revision or a number of an edit: an integer from 0. */
  integer(member: string): number {
    const value = this.value(member);
    if (
      typeof value === "number" &&
      Number.isSafeInteger(value) &&
      value >= 0
    ) {
      return value;
    }
    throw expected("an integer from 0", value, this.#path(member));
  }

  list(member: string): readonly unknown[] {
    const value = this.value(member);
    if (!Array.isArray(value)) {
      throw expected("a list", value, this.#path(member));
    }
    return value;
  }

  members(member: string): Members {
    return new Members(this.value(member), this.#path(member));
  }

  #path(member: string): string {
    return `${this.name}.${member}`;
  }
}

function single<Name extends string, Value>(
  name: Name,
  value: Value,
): Partial<Record<Name, Value>> {
  return { [name]: value } as Partial<Record<Name, Value>>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function expected(form: string, value: unknown, name: string): ProtocolError {
  const got = value === undefined ? "nothing" : JSON.stringify(value);
  return new ProtocolError(
    `${name}: expected ${form}, got ${got.slice(0, 80)}`,
  );
}
