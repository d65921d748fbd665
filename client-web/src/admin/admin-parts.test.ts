import { expect, test } from "vitest";
import type { Account } from "../account/account-api.ts";
import { ADMIN_PARTS } from "../router.ts";
import { partsFor } from "./admin-parts.ts";

const ada: Account = {
  id: "a",
  kind: "member",
  name: "ada",
  displayName: "Ada",
  color: "#3366cc",
};

test("who administers sees all parts, who has no accounts the plugins, and nobody else anything", () => {
  const signedIn = (kind: Account["kind"]) =>
    partsFor({ type: "signed-in", account: { ...ada, kind } });
  expect(signedIn("administrator")).toEqual(ADMIN_PARTS);
  expect(signedIn("member")).toEqual([]);
  expect(signedIn("guest")).toEqual([]);
  expect(partsFor({ type: "everybody" })).toEqual(["plugins"]);
  expect(partsFor({ type: "signed-out" })).toEqual([]);
  expect(partsFor({ type: "unknown" })).toEqual([]);
});
