import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "../api.ts";
import { readSetUp, signIn } from "./account-api.ts";
import { problemWords } from "./form-element.ts";
import { fragmentToken } from "./fragment-token.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

function answering(status: number, body: unknown, headers = {}): void {
  vi.stubGlobal("fetch", () =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers })),
  );
}

test("too many tries are told with the time of the next one", async () => {
  answering(
    429,
    { detail: "too often: try again in 31 s", code: "too_many" },
    { "retry-after": "31" },
  );
  const error: unknown = await signIn("ada", "wrong").catch(
    (failure: unknown) => failure,
  );
  expect(error).toMatchObject({ status: 429, retryAfterS: 31 });
  expect(problemWords(error, new Date(2026, 0, 1, 12, 0, 0))).toBe(
    "Too many tries. Try again in 31 seconds, at 12:00:31 PM.",
  );
});

test("the server's words become a sentence", () => {
  const now = new Date();
  expect(problemWords(new ApiError("the password is wrong", 403), now)).toBe(
    "The password is wrong.",
  );
  expect(problemWords(new ApiError("Wait!", 503), now)).toBe("Wait!");
  expect(problemWords(new RangeError("x"), now)).toContain("RangeError: x");
});

test("a token is read from behind the #, and nothing else is", () => {
  const token = "scl_ab-CD_0123456789";
  expect(fragmentToken(`#${token}`)).toBe(token);
  for (const hash of [
    "",
    "#",
    "#short",
    `#${token}&x=1`,
    `#${token}/`,
    `#https://evil.example/${token}`,
  ])
    expect(fragmentToken(hash), hash).toBeUndefined();
});

test("how a server stands is read, whatever it leaves out", async () => {
  answering(200, { access: "local", choice: "undecided", here: true });
  expect(await readSetUp()).toEqual({
    access: "local",
    choice: "undecided",
    needed: false,
    here: true,
    signUp: false,
    account: undefined,
  });
});
