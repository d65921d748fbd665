import { expect, test } from "vitest";
import type { SessionState } from "../document-session.ts";
import { stateNews, stateWords } from "./state-words.ts";

const offline: SessionState = { type: "offline", edits: 3 };
const live: SessionState = { type: "live" };
const saving: SessionState = { type: "saving" };

test("every state has its words", () => {
  const words = [
    { type: "waiting" } as const,
    live,
    saving,
    offline,
    { type: "offline", edits: 1 } as const,
    { type: "reconnecting", edits: 0, retryInMs: 10 } as const,
    { type: "closed" } as const,
    {
      type: "refused",
      code: "forbidden",
      reason: "No right.",
      forGood: true,
    } as const,
  ].map(stateWords);
  expect(words).toEqual([
    "Waiting for the document",
    "All saved",
    "Saving…",
    "Offline – 3 edits kept on this device, not sent yet",
    "Offline – 1 edit kept on this device, not sent yet",
    "Reconnecting…",
    "Closed",
    "Refused – No right.",
  ]);
});

test("a screen reader hears of trouble and of its end, not of every keystroke", () => {
  expect(stateNews(undefined, live)).toBeUndefined();
  expect(stateNews(saving, live)).toBeUndefined();
  expect(stateNews(live, saving)).toBeUndefined();
  expect(stateNews(live, offline)).toBe(stateWords(offline));
  expect(stateNews(offline, { type: "offline", edits: 4 })).toBeUndefined();
  expect(stateNews(offline, live)).toBe("All saved");
});
