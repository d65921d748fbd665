import { expect, test } from "vitest";
import { BLOCKS, blockFormats, toolbarState } from "./toolbar-state.ts";

const steps = { canUndo: true, canRedo: false };

test("plain text has nothing on and is text, aligned left", () => {
  const state = toolbarState({}, steps);
  expect(Object.values(state.toggles)).not.toContain(true);
  expect(state).toMatchObject({
    block: "text",
    alignment: "left",
    link: undefined,
    canUndo: true,
    canRedo: false,
  });
});

test("formats at the caret are shown", () => {
  const state = toolbarState(
    { bold: true, link: "https://a.b", color: "#123456", align: "right" },
    steps,
  );
  expect(state.toggles.bold).toBe(true);
  expect(state.toggles.italic).toBe(false);
  expect(state).toMatchObject({
    link: "https://a.b",
    color: "#123456",
    alignment: "right",
  });
});

test("where a selection has several, none is shown", () => {
  const state = toolbarState(
    {
      header: [1, 2],
      align: ["center", "right"],
      color: ["#111111", "#222222"],
    },
    steps,
  );
  expect(state.block).toBeUndefined();
  expect(state.alignment).toBeUndefined();
  expect(state.color).toBeUndefined();
});

test("ticked and unticked lines together are still a checklist", () => {
  const state = toolbarState({ list: ["checked", "unchecked"] }, steps);
  expect(state.block).toBe("checklist");
});

test("the formats of every block show as that block", () => {
  for (const block of BLOCKS) {
    const set = Object.entries(blockFormats(block)).filter(
      ([, value]) => value !== null,
    );
    expect(toolbarState(Object.fromEntries(set), steps).block).toBe(block);
  }
});
