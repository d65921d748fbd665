import { expect, test } from "vitest";
import { duration } from "./charts.ts";

test.each([
  [0, "0 µs"],
  [0.0421, "42 µs"],
  [1, "1 ms"],
  [12.3456, "12.3 ms"],
  [100, "100 ms"],
  [1500, "1.5 s"],
  [600_000, "10 min"],
])("%f ms are said as %s", (millis, words) => {
  expect(duration(millis)).toBe(words);
});
