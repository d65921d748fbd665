import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { IndexedDbStorage } from "../indexed-db-storage.ts";
import { Browser, sentEdits } from "../testing/browser.ts";
import { bringAlong } from "./bring-along.ts";

test("who sets accounts up takes the unsent edits of this browser along, but for those of open tabs", async () => {
  const browser = new Browser();
  const left = await browser.liveTab("\n");
  left.type("mine");
  await sentEdits(browser.sockets.last, 1);
  left.session.close();
  await left.session.finished;
  const nobodys = { storage: browser.storage, claims: browser.claims };
  const roots = {
    storage: new IndexedDbStorage("test-root"),
    claims: browser.claims,
  };
  const open = await browser.claims.claim(
    (await browser.storage.records())[0] ?? { documentId: "", slot: "" },
  );
  await bringAlong(nobodys, roots);
  expect(await roots.storage.records()).toEqual([]);
  open?.();

  await bringAlong(nobodys, roots);
  expect(await browser.storage.records()).toEqual([]);
  browser.storage = roots.storage;
  const later = await browser.tab("root");
  expect(later.text).toBe("mine\n");
});
