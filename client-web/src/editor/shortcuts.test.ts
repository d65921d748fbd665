import { expect, test } from "vitest";
import { type Chord, shortcutOf } from "./shortcuts.ts";

function chord(held: string, key: string, code = ""): Chord {
  const has = (name: string): boolean => held.includes(name);
  return { key, code, mod: has("mod"), shift: has("shift"), alt: has("alt") };
}

test("the documented chords are shortcuts", () => {
  const expected = [
    [chord("mod", "b"), { type: "toggle", format: "bold" }],
    [chord("mod", "k"), { type: "open-link" }],
    [chord("mod", "z"), { type: "undo" }],
    [chord("mod shift", "Z"), { type: "redo" }],
    [chord("mod", "y"), { type: "redo" }],
    [chord("mod shift", "X"), { type: "toggle", format: "strike" }],
    [chord("mod alt", "¡", "Digit1"), { type: "block", block: "heading1" }],
    [chord("mod alt", "0", "Digit0"), { type: "block", block: "text" }],
    [chord("mod alt", "ç", "KeyC"), { type: "block", block: "code" }],
    [chord("mod shift", "(", "Digit9"), { type: "block", block: "checklist" }],
    [chord("mod", "Enter"), { type: "tick" }],
    [chord("mod", "\\"), { type: "clear" }],
    [chord("alt", "F10"), { type: "go-to-toolbar" }],
  ] as const;
  for (const [pressed, shortcut] of expected)
    expect(shortcutOf(pressed), JSON.stringify(pressed)).toEqual(shortcut);
});

test("other keys are left alone", () => {
  for (const pressed of [
    chord("", "b"),
    chord("shift", "B"),
    chord("mod", "c"),
    chord("mod", "v"),
    chord("mod shift alt", "1", "Digit1"),
  ])
    expect(shortcutOf(pressed), JSON.stringify(pressed)).toBeUndefined();
});
