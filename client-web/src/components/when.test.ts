import { expect, test } from "vitest";
import { periodOf, shortTime } from "./when.ts";

const now = new Date(2026, 10, 22, 1, 30);

test("a list by time falls into parts by calendar days", () => {
  const parts = [
    [new Date(2026, 10, 22, 0, 10), "Today"],
    [new Date(2026, 10, 21, 23, 50), "Yesterday"],
    [new Date(2026, 10, 16), "This week"],
    [new Date(2026, 10, 1), "This month"],
    [new Date(2025, 10, 22), "Older"],
  ] as const;
  for (const [date, part] of parts) expect(periodOf(date, now)).toBe(part);
});

test("a time is as short as it can be", () => {
  expect(shortTime(new Date(2026, 10, 22, 0, 10), now)).toMatch(/^12:10/);
  expect(shortTime(new Date(2026, 10, 17), now)).toBe("Tuesday");
  expect(shortTime(new Date(2026, 9, 3), now)).toBe("October 3");
  expect(shortTime(new Date(2025, 9, 3), now)).toBe("October 3, 2025");
});
