/** What the server half tells: the people that changed, as of a revision, and who left. */
export interface News {
  readonly revision: number;
  readonly people: readonly ToldPerson[];
  readonly left: readonly string[];
}

/** Somebody in the document, with positions of the document at the news' revision. */
export interface ToldPerson {
  readonly session: string;
  readonly name: string;
  readonly color: string;
  readonly selection: ToldSpan | undefined;
  /** The first position that he sees. */
  readonly top: number | undefined;
  readonly typing: boolean;
}

export interface ToldSpan {
  readonly index: number;
  readonly length: number;
}

/** Reads a message of the server half's; undefined if it is none. */
export function readNews(body: unknown): News | undefined {
  if (!isObject(body)) return undefined;
  const { revision, people, left } = body;
  if (!isPosition(revision) || !Array.isArray(people) || !Array.isArray(left))
    return undefined;
  return {
    revision,
    people: people.flatMap((person) => readPerson(person) ?? []),
    left: left.filter((session) => typeof session === "string"),
  };
}

function readPerson(value: unknown): ToldPerson | undefined {
  if (!isObject(value)) return undefined;
  const { session, name, color, selection, top, typing } = value;
  if (typeof session !== "string" || typeof name !== "string") return undefined;
  return {
    session,
    name,
    color:
      typeof color === "string" && /^#[0-9a-f]{6}$/.test(color)
        ? color
        : "#777777",
    selection: readSpan(selection),
    top: isPosition(top) ? top : undefined,
    typing: typing === true,
  };
}

function readSpan(value: unknown): ToldSpan | undefined {
  if (!isObject(value)) return undefined;
  const { index, length } = value;
  return isPosition(index) && isPosition(length)
    ? { index, length }
    : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isPosition(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
