import { expect, test } from "vitest";
import { isSafeLink, linkFrom } from "./link.ts";

const HERE = "http://a.b";

test("links that run code are not safe", () => {
  for (const link of [
    "javascript:alert(1)",
    " JaVa\tscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "tel:1",
    "/d/x",
    "https:x",
    "https://a b",
    " https://a.b",
    7,
  ])
    expect(isSafeLink(link), String(link)).toBe(false);
  for (const link of ["https://a.b", "mailto:a@b.c", "HTTP://a.b/?c#d"])
    expect(isSafeLink(link), link).toBe(true);
});

test("what someone types becomes a link, or nothing", () => {
  expect(linkFrom(" example.org/a ", HERE)).toBe("https://example.org/a");
  expect(linkFrom("http://a.b", HERE)).toBe("http://a.b");
  expect(linkFrom("ann@example.org", HERE)).toBe("mailto:ann@example.org");
  expect(linkFrom("/d/x", HERE)).toBe("http://a.b/d/x");
  for (const typed of ["", "two words", "javascript:alert(1)"])
    expect(linkFrom(typed, HERE), typed).toBeUndefined();
});
