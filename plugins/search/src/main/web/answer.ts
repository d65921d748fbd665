import type { Span } from "@scriptorium/plugin-api";

/** A document that was found; marks are what of title and snippet was looked for. */
export interface Hit {
  readonly id: string;
  readonly title: string;
  readonly titleMarks: readonly Span[];
  readonly snippet: string;
  readonly marks: readonly Span[];
  /** Of the document that `position` is of. */
  readonly revision: number;
  /** Where the passage is; `length` is 0 if only the title was found. */
  readonly position: number;
  readonly length: number;
}

/** A page of what was found. */
export interface Answer {
  readonly hits: readonly Hit[];
  readonly total: number;
  /** Whether there are more than `total`. */
  readonly more: boolean;
  readonly next: string | undefined;
  readonly notices: readonly string[];
}

/** Checks what the server answered. */
export function readAnswer(json: unknown): Answer {
  const answer = members(json);
  return {
    hits: list(answer["hits"]).map(readHit),
    total: number(answer["total"]),
    more: answer["more"] === true,
    next: typeof answer["next"] === "string" ? answer["next"] : undefined,
    notices: list(answer["notices"]).map(text),
  };
}

function readHit(json: unknown): Hit {
  const hit = members(json);
  return {
    id: text(hit["id"]),
    title: text(hit["title"]),
    titleMarks: list(hit["titleMarks"]).map(readSpan),
    snippet: text(hit["snippet"]),
    marks: list(hit["marks"]).map(readSpan),
    revision: number(hit["revision"]),
    position: number(hit["position"]),
    length: number(hit["length"]),
  };
}

function readSpan(json: unknown): Span {
  const span = members(json);
  return { index: number(span["index"]), length: number(span["length"]) };
}

function members(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null)
    throw new TypeError(`the search answered ${JSON.stringify(json)}`);
  return Object.fromEntries(Object.entries(json));
}

function list(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

function text(json: unknown): string {
  if (typeof json !== "string")
    throw new TypeError(`expected a text, the search sent ${typeof json}`);
  return json;
}

function number(json: unknown): number {
  if (typeof json !== "number")
    throw new TypeError(`expected a number, the search sent ${typeof json}`);
  return json;
}
