/** A message of the conversation, as the server half tells it. */
export interface Message {
  readonly id: number;
  readonly event: number;
  readonly author: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly edited: number | undefined;
  readonly deleted: boolean;
  readonly text: string;
}

/** What the server half tells. */
export type Reply =
  | { readonly type: "message"; readonly message: Message }
  | { readonly type: "sent"; readonly n: number; readonly message: Message }
  | {
      readonly type: "page";
      readonly messages: readonly Message[];
      readonly before: number;
      readonly event: number;
      readonly more: boolean;
    }
  | {
      readonly type: "synced";
      readonly messages: readonly Message[];
      readonly event: number;
      readonly more: boolean;
    }
  | {
      readonly type: "refused";
      readonly request: string;
      readonly about: number;
      readonly message: string;
    }
  | { readonly type: "you"; readonly author: string }
  | { readonly type: "people"; readonly names: readonly string[] };

type Fields = Readonly<Record<string, unknown>>;

/** Reads what the server half sent; undefined if it is nothing that this version knows. */
export function readReply(body: unknown): Reply | undefined {
  if (!isObject(body)) return undefined;
  switch (body["type"]) {
    case "message":
    case "sent":
      return readSaid(body);
    case "page":
    case "synced":
      return readMessages(body);
    case "refused":
      return {
        type: "refused",
        request: text(body["request"]),
        about: number(body["about"]),
        message: text(body["message"]),
      };
    case "you":
      return { type: "you", author: text(body["author"]) };
    case "people":
      return { type: "people", names: list(body["names"]).map(text) };
    default:
      return undefined;
  }
}

function readSaid(body: Fields): Reply | undefined {
  const message = readMessage(body["message"]);
  if (message === undefined) return undefined;
  return body["type"] === "sent"
    ? { type: "sent", n: number(body["n"]), message }
    : { type: "message", message };
}

function readMessages(body: Fields): Reply {
  const all = {
    messages: list(body["messages"]).flatMap((one) => readMessage(one) ?? []),
    event: number(body["event"]),
    more: body["more"] === true,
  };
  return body["type"] === "page"
    ? { type: "page", before: number(body["before"]), ...all }
    : { type: "synced", ...all };
}

function readMessage(value: unknown): Message | undefined {
  if (!isObject(value) || number(value["id"]) === 0) return undefined;
  const edited = value["edited"];
  return {
    id: number(value["id"]),
    event: number(value["event"]),
    author: text(value["author"]),
    name: text(value["name"]),
    time: number(value["time"]),
    edited: typeof edited === "number" ? edited : undefined,
    deleted: value["deleted"] === true,
    text: text(value["text"]),
  };
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0
    ? value
    : 0;
}
