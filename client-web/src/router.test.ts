import { expect, test } from "vitest";
import { documentHref, routeOf } from "./router.ts";

test("addresses name pages", () => {
  expect(routeOf("/")).toEqual({ type: "documents" });
  expect(routeOf("/d/a-b_c")).toEqual({ type: "document", id: "a-b_c" });
  expect(routeOf("/admin")).toEqual({ type: "admin", part: "plugins" });
  expect(routeOf("/admin/audit")).toEqual({ type: "admin", part: "audit" });
  expect(routeOf("/d/a%20b")).toEqual({ type: "document", id: "a b" });
  for (const path of ["/d/", "/d/a/b", "/x", "/admin/x", "/d/%E0%A4%A"])
    expect(routeOf(path), path).toEqual({ type: "not-found" });
});

test("a document's address leads back to it", () => {
  expect(routeOf(documentHref("a/b?"))).toEqual({
    type: "document",
    id: "a/b?",
  });
});
