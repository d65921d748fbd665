import { expect, test } from "vitest";
import { isSafeLink, linkFrom } from "./link.ts";

test("links that run code are not safe", () => {
  for (const link of [
    "javascript:alert(1)",
    " JaVa\tscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    7,
  ])
    expect(isSafeLink(link), String(link)).toBe(false);
  for (const link of ["https://a.b", "mailto:a@b.c", "tel:1", "/d/x"])
    expect(isSafeLink(link), link).toBe(true);
});

test("what someone types becomes a link, or nothing", () => {
  expect(linkFrom(" example.org/a ")).toBe("https://example.org/a");
  expect(linkFrom("http://a.b")).toBe("http://a.b");
  expect(linkFrom("ann@example.org")).toBe("mailto:ann@example.org");
  expect(linkFrom("/d/x")).toBe("/d/x");
  for (const typed of ["", "two words", "javascript:alert(1)"])
    expect(linkFrom(typed), typed).toBeUndefined();
});
