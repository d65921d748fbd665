/** The server's plain HTTP calls on documents. */

/** A document as the list shows it. */
export interface DocumentSummary {
  readonly id: string;
  readonly title: string;
  /** When it was last changed; undefined if the server does not say. */
  readonly changed: Date | undefined;
}

/** The title of a document that nobody has given one; the server takes no empty titles. */
export const UNTITLED = "Untitled";

/** One page of the documents, newest change first. */
export interface DocumentPage {
  readonly documents: readonly DocumentSummary[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
}

/** A call that did not succeed. The message is a sentence for the person at the screen. */
export class ApiError extends Error {
  /**
   * @param status the HTTP status, or 0 if the server could not be reached
   * @param code the server's word for what went wrong, such as `name_taken`; empty if it gave none
   * @param retryAfterS in how many seconds the server wants to hear of this again, if it said so
   */
  constructor(
    message: string,
    readonly status: number,
    readonly code = "",
    readonly retryAfterS?: number | undefined,
  ) {
    super(message);
  }
}

/** The forms in which a document can be downloaded. */
export const EXPORTS = [
  { format: "text", name: "Plain text", suffix: "txt" },
  { format: "markdown", name: "Markdown", suffix: "md" },
  { format: "html", name: "Web page (HTML)", suffix: "html" },
  { format: "delta", name: "Delta (JSON)", suffix: "json" },
] as const;

export type ExportFormat = (typeof EXPORTS)[number]["format"];

/** The address of a document's content in `format`. */
export function exportHref(id: string, format: ExportFormat): string {
  return `${address(id)}/content?format=${format}`;
}

/** A page of the documents from `cursor` on, or the first one. */
export async function listDocuments(
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<DocumentPage> {
  const query = new URLSearchParams({ limit: "30" });
  if (cursor !== undefined) query.set("cursor", cursor);
  const body = await call(`/api/documents?${query.toString()}`, { signal });
  const { documents, next } = members(body);
  if (!Array.isArray(documents)) throw unexpected("a list of documents", body);
  return {
    documents: documents.map(summary),
    next: typeof next === "string" ? next : undefined,
  };
}

export async function createDocument(): Promise<DocumentSummary> {
  const body = json("POST", { title: UNTITLED });
  return summary(await call("/api/documents", body));
}

export async function renameDocument(id: string, title: string): Promise<void> {
  await call(address(id), json("PATCH", { title }));
}

/** Deletes a document so that {@link restoreDocument} can bring it back. */
export async function deleteDocument(id: string): Promise<void> {
  await call(address(id), { method: "DELETE" });
}

export async function restoreDocument(id: string): Promise<void> {
  await call(`${address(id)}/restore`, { method: "POST" });
}

function address(id: string): string {
  return `/api/documents/${encodeURIComponent(id)}`;
}

/** A call of `method` with `body` as JSON. */
export function json(method: string, body: unknown): RequestInit {
  return {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

/** The JSON that a call to the server answers with; throws an {@link ApiError} otherwise. */
export async function call(url: string, init: RequestInit): Promise<unknown> {
  const response = await reach(url, init);
  if (!response.ok) throw await problem(response);
  const text = await response.text();
  if (text === "") return undefined;
  const body: unknown = JSON.parse(text);
  return body;
}

/** `fetch`, with an {@link ApiError} for a server that cannot be reached. */
export async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiError(
      "The server cannot be reached. Check the connection and try again.",
      0,
    );
  }
}

/** The server's problem details (RFC 9457) as words; without them, what the status means. */
export async function problem(response: Response): Promise<ApiError> {
  const { status } = response;
  const body: unknown = await response.json().catch(() => undefined);
  const { detail, title, code } = members(body);
  const words = [detail, title].find((each) => typeof each === "string");
  return new ApiError(
    typeof words === "string" ? words : meaningOf(status),
    status,
    typeof code === "string" ? code : "",
    seconds(response.headers.get("retry-after")),
  );
}

function seconds(header: string | null): number | undefined {
  return header !== null && /^\d{1,9}$/.test(header)
    ? Number(header)
    : undefined;
}

function meaningOf(status: number): string {
  if (status === 401) return "You need to sign in for this.";
  if (status === 403) return "You may not do this.";
  if (status === 404) return "There is no such document any more.";
  if (status === 429) return "Too many requests. Wait a moment and try again.";
  return `The server could not do this (status ${status}). Try again in a moment.`;
}

function summary(body: unknown): DocumentSummary {
  const { id, title, changed: at } = members(body);
  if (typeof id !== "string" || typeof title !== "string")
    throw unexpected("a document with id and title", body);
  const changed = new Date(typeof at === "string" ? at : NaN);
  return {
    id,
    title,
    changed: Number.isNaN(changed.getTime()) ? undefined : changed,
  };
}

/** The members of a JSON object; none of anything else. */
export function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** An answer that is not what the API promises. */
export function unexpected(expected: string, got: unknown): ApiError {
  return new ApiError(
    `The server answered something unexpected: ${JSON.stringify(got)} instead of ${expected}.`,
    200,
  );
}
