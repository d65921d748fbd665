import { afterEach, expect, test, vi } from "vitest";
import {
  ApiError,
  createDocument,
  deleteDocument,
  exportHref,
  listDocuments,
  renameDocument,
  restoreDocument,
} from "./api.ts";

/** Answers every call with `body`, and keeps the calls. */
function answering(status: number, body: string): Request[] {
  const calls: Request[] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    calls.push(new Request(new URL(url, "http://server.test"), init));
    const empty = status === 204;
    return Promise.resolve(new Response(empty ? null : body, { status }));
  });
  return calls;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const { signal } = new AbortController();

test("a page of documents is read with its cursor", async () => {
  const calls = answering(
    200,
    '{"documents":[{"id":"a","title":"A","changed":"2026-01-02T03:04:05Z"}],"next":"c2"}',
  );
  const page = await listDocuments("c1", signal);
  expect(page).toEqual({
    documents: [
      { id: "a", title: "A", changed: new Date("2026-01-02T03:04:05Z") },
    ],
    next: "c2",
  });
  expect(calls[0]?.url).toBe(
    "http://server.test/api/documents?limit=30&cursor=c1",
  );
});

test("the last page has no next one, and a time that is missing is unknown", async () => {
  answering(200, '{"documents":[{"id":"a","title":"A"}]}');
  const { documents, next } = await listDocuments(undefined, signal);
  expect(next).toBeUndefined();
  expect(documents[0]?.changed).toBeUndefined();
});

test("documents are made, renamed, deleted and brought back", async () => {
  const calls = answering(201, '{"id":"a b","title":"Untitled"}');
  expect((await createDocument()).id).toBe("a b");
  await renameDocument("a b", "T");
  await deleteDocument("a b");
  await restoreDocument("a b");
  const seen = calls.map(
    ({ method, url }) => `${method} ${new URL(url).pathname}`,
  );
  expect(seen).toEqual([
    "POST /api/documents",
    "PATCH /api/documents/a%20b",
    "DELETE /api/documents/a%20b",
    "POST /api/documents/a%20b/restore",
  ]);
  expect(await calls[1]?.text()).toBe('{"title":"T"}');
});

test("an answer without a body is one", async () => {
  answering(204, "");
  await expect(deleteDocument("a")).resolves.toBeUndefined();
});

test("problem details become the error's words", async () => {
  answering(400, '{"title":"Bad title","detail":"A title has no line ends."}');
  await expect(renameDocument("a", "x")).rejects.toThrow(
    "A title has no line ends.",
  );
});

test("without details the status is put in words", async () => {
  answering(429, "<html>");
  await expect(renameDocument("a", "x")).rejects.toThrow("Too many requests");
});

test("a server out of reach is said so", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
  const failure = await renameDocument("a", "x").catch((e: unknown) => e);
  expect(failure).toBeInstanceOf(ApiError);
  expect(failure).toMatchObject({ status: 0 });
});

test("an answer of another form is refused with what it was", async () => {
  answering(200, '{"items":[]}');
  await expect(listDocuments(undefined, signal)).rejects.toThrow(
    '{"items":[]}',
  );
});

test("content has an address for each format", () => {
  expect(exportHref("a/b", "markdown")).toBe(
    "/api/documents/a%2Fb/content?format=markdown",
  );
});
