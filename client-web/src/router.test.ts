import { expect, test } from "vitest";
import { documentHref, resetHref, routeOf, shareLinkHref } from "./router.ts";

test("addresses name pages", () => {
  expect(routeOf("/")).toEqual({ type: "documents" });
  expect(routeOf("/d/a-b_c")).toEqual({ type: "document", id: "a-b_c" });
  expect(routeOf("/admin")).toEqual({ type: "admin", part: "plugins" });
  expect(routeOf("/admin/audit")).toEqual({ type: "admin", part: "audit" });
  expect(routeOf("/d/a%20b")).toEqual({ type: "document", id: "a b" });
  for (const path of ["/d/", "/d/a/b", "/x", "/admin/x", "/d/%E0%A4%A"])
    expect(routeOf(path), path).toEqual({ type: "not-found" });
});

test("what leads in by a secret has it behind the #", () => {
  expect(shareLinkHref("scl_x")).toBe("/l#scl_x");
  expect(routeOf("/l")).toEqual({ type: "link" });
  expect(resetHref("scr_x")).toBe("/reset#scr_x");
  expect(routeOf("/reset")).toEqual({ type: "reset" });
});

test("a document's address leads back to it", () => {
  expect(routeOf(documentHref("a/b?"))).toEqual({
    type: "document",
    id: "a/b?",
  });
});
