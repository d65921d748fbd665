import { describe, expect, it } from "vitest";
import { parseCounts, rows } from "./counts.ts";

describe("counts", () => {
  it("are three whole numbers", () => {
    expect(parseCounts([2, 7, 1])).toEqual({
      words: 2,
      characters: 7,
      paragraphs: 1,
    });
  });

  it.each([
    null,
    {},
    "2,7,1",
    [],
    [2, 7],
    [2, -7, 1],
    [2, "7", 1],
    [0.5, 1, 1],
  ])("are not %j", (body) => {
    expect(parseCounts(body)).toBeUndefined();
  });

  it("are shown in the reader's way of writing numbers", () => {
    expect(
      rows({ words: 12_345, characters: 67_890, paragraphs: 12 }, "de"),
    ).toEqual([
      ["Words", "12.345"],
      ["Characters", "67.890"],
      ["Paragraphs", "12"],
      ["Reading time", "52 min"],
    ]);
  });

  it.each([
    [0, "none"],
    [1, "under a minute"],
    [237, "under a minute"],
    [238, "1 min"],
    [476, "2 min"],
  ])("of %d words take %s to read", (words, time) => {
    const shown = rows({ words, characters: 0, paragraphs: 0 }, "en");
    expect(shown.at(-1)).toEqual(["Reading time", time]);
  });
});
